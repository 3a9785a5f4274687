"""Services of policy."""
