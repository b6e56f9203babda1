"""The pages of promises, noun by noun."""
