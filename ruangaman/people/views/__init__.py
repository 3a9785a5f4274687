"""Pages of accounts and keys."""
