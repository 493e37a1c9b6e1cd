"""Texts read and written: plain lines, Markdown, Akoma Ntoso 3.0, and bills cut into alinéas. Bytes in, values out."""

from portevoix.engine.formats.errors import FormatError

__all__ = ["FormatError"]
