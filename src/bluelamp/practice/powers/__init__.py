"""The legal powers there are on a date, and the orders made under them (paragraphs 8 and 10)."""
