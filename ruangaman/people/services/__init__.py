"""What writes in the room ``people``."""
