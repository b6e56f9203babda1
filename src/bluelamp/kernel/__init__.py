"""The nouns every area shares: figures, access, organisations, places and audit, in that order."""
