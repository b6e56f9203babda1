"""Rules about words: lists and their stated numbers, names, acronyms, implications, and what is left unsaid."""
