"""What reads in the room ``duty``."""
