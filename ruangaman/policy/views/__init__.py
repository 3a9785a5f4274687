"""Views of policy."""
