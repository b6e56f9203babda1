"""Rules about what a paper claims: improvement, cause, success, rank, and how far its evidence carries."""
