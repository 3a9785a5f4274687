"""Backup and restore: one encrypted archive of the database and the sealed files."""
