"""Hate crime: for now the counts the board was given (paragraphs 52 to 55), kept as counts so that every percentage follows."""
