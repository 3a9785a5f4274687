"""What writes in the room ``core``."""
