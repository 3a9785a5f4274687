"""Forms of policy."""
