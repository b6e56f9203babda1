"""Hate crime: for now the counts the board was given (paragraphs 52 to 55), from which every percentage follows."""
