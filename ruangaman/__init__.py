"""Ruang Aman: a prevention system for governments, and a safe way to tell."""

__version__ = "0.1.0"
