"""Measures the budgets of ``docs/benchmarks.md``; ``ruangaman bench`` starts it.

What runs in this process asks no Django: every row makes an installation of its own in a
scratch folder and speaks to it from outside. ``bench.inside`` runs in such an installation.
"""
