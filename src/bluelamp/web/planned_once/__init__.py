"""PostgreSQL for statements that every request puts: each is planned once, and nobody asks if the server is there."""
