"""Pages under /performance/, a file a noun."""
