"""Portevoix: from a voice that was heard to the State's answer, in one thread."""

__version__ = "0.1.0"
