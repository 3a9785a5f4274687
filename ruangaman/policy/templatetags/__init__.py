"""Template tags of policy."""
