"""Selectors of policy."""
