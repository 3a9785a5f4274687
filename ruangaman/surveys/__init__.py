"""Work culture: anonymous surveys, campaigns and briefings."""
