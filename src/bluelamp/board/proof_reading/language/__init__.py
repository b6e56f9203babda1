"""How board papers say things: numbers in words and digits, dates, movements, periods, and the sentences they
stand in."""
