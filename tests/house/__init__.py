"""The rules of the house, run as tests: floors, routes, documents, and what may not be in the tree."""
