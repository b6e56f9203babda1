"""The tables of a paper as numbers, and the rules that do sums with them."""
