"""Carries short texts to people: one file per transport. Knows no teams, no duty, no reports."""
