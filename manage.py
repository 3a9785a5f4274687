#!/usr/bin/env python3
"""The same commands as ``ruangaman``, for those who look for manage.py."""

from ruangaman.__main__ import main

if __name__ == "__main__":
    main()
