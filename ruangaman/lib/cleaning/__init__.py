"""Files that strangers send: what they are, and what is left of them once they are clean.

``kinds`` and ``limits`` tell without parsing; ``run`` cleans in a child process without keys, which
alone imports Pillow and pikepdf (``__main__``, ``images``, ``pdfs``).
"""
