"""What is typed on the pages of promises, cleaned. Nothing is saved here."""
