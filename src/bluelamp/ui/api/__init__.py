"""What every operation of the API shares: how it says what is wrong, how lists are paged, how versions are compared."""
