"""Policy and practice of each unit: documents, acknowledgements, self-assessment, actions."""
