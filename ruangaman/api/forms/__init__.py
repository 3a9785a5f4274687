"""What the coordinator writes about keys."""
