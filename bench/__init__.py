"""What Bluelamp promises about speed and memory, each measured beside something else in the same run.

A piece is a module with ``run(size) -> dict`` of named figures; a name that begins with ``times_`` is a ratio. It may
say ``PROMISES = {name: limit}``: the most that figure may be.
"""
