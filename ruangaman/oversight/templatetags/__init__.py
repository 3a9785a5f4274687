"""Filters of the pages of oversight."""
