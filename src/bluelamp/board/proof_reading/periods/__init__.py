"""Which period a figure is of, and rules about periods that do not compare."""
