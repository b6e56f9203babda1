"""The pages of case reviews."""
