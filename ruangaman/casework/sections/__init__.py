"""The sections of an opened case: each a page of its own, made and changed by a POST."""
