"""Middleware of both surfaces."""
