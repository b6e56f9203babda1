"""Rules about dates: the calendar, and what the meeting makes of a tense."""
