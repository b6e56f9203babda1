"""Anti-social behaviour: reports, cases and the people in them (paragraphs 8 to 13)."""
