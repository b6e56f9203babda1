"""Which records speak of the same person: evidence weighed by Splink, laid out for somebody to decide. No Django."""
