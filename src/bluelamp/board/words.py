"""The words of papers: what may be decided about a finding."""

CLEARED, ACCEPTED = "cleared", "accepted"
DECISIONS = {CLEARED: "It is right as it stands", ACCEPTED: "It stays all the same, and I answer for it"}
