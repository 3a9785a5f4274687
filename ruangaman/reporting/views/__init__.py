"""Pages of the reporter."""
