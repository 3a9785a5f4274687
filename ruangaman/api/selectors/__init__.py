"""Reads keys and what they may see."""
