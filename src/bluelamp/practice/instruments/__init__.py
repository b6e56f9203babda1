"""Questionnaires as data: what is asked, how it is scored, and what the answers came to (paragraphs 9 and 63)."""
