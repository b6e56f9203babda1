"""What is filled in about anti-social behaviour."""
