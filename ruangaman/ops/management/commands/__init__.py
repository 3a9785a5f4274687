"""One file per command; ``ruangaman load-pack`` is ``load_pack.py``."""
