"""Writes what oversight keeps."""
