"""Who is who: each agency's own records of people, which of them are the same person, and who decided so."""
