"""The pages about duty and notices."""
