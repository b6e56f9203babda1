"""The pages of signing in: the door, proving it is you, one's own account, and where people are signed in."""
