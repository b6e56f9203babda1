"""The community trigger: when a victim may ask that a case be reviewed, and the review (paragraph 8)."""
