"""The risk matrix of anti-social behaviour, and what a place adds to it (paragraphs 9 and 61 to 63). Owned by OSD."""
