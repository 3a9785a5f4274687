"""Writes keys and their log."""
