"""Rules about figures in sentences: parts of wholes, changes, sums, averages and mixes."""
