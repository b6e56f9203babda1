"""A made-up force to try Bluelamp on: records from which the figures of a board paper come out by counting.

Nothing here describes a real person or a real interview. Only the recorded-crime files in ``open_data`` are
real, and open; the months made up between them have a source that says so. It answers the numbers of ¶12, ¶22 to
31 and ¶55, and it refuses to sit beside real records.
"""

SEED = 2014_01_07
"""The seed when none is given: the day of the paper."""
