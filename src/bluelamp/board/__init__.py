"""The paper the board reads: sections, cited figures, proof-reading, sign-off and the three files."""
