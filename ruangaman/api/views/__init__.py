"""Pages about keys."""
