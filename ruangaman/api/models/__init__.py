"""What is kept of partners' keys."""
