"""The National Assembly's amendments: one XML document each, and the list that orders them."""

from portevoix.engine.assembly.document import AMENDMENT, LIST, group_names, kind_of, read

__all__ = ["AMENDMENT", "LIST", "group_names", "kind_of", "read"]
