"""What was promised to whom by when, and whether it was kept (paragraphs 11 to 13)."""
