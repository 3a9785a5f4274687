"""Commands of the room ``ops``."""
