"""Akoma Ntoso 3.0: acts, bills and documents as texts, debates as turns of speech."""

from portevoix.engine.formats.akn.reading import read, read_debate
from portevoix.engine.formats.akn.writing import write

__all__ = ["read", "read_debate", "write"]
