"""Selectors of surveys."""
