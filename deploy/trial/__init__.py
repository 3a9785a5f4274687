"""Tries the files of ``deploy/`` on this machine, in a folder of its own."""
