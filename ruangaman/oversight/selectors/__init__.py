"""Reads indicators, duties, releases and reports."""
