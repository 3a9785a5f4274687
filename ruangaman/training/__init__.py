"""Training (pelatihan): events, attendance, tests, practice, certificates, exchange."""
