"""The demo world: invented people only, always the same."""
