"""SQLite for several processes that write: each waits its turn, and nobody is passed over."""
