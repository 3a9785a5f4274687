"""What writes in the room ``network``: units, people, decrees, rotations."""
