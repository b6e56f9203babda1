"""Records as they are held and passed on: who sees one, agreements, grants, and records opened in an emergency."""
