"""Facts on disk: declared columns, month partitions replaced whole, and one engine that answers questions."""
