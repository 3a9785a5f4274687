"""The register of confidentiality incidents (insiden kerahasiaan)."""
