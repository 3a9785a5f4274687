"""What templates say about training."""
