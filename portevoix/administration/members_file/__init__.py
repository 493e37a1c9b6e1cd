"""A list of members: a file becomes rows, rows become members to seat, or sentences that say what is wrong."""

from portevoix.administration.members_file.columns import HEADINGS, Entry, Problem, Sheet, read_sheet
from portevoix.administration.members_file.matching import Line, Placed, line_by_line, place
from portevoix.administration.members_file.model import explained, model_csv, model_xlsx
from portevoix.administration.members_file.tables import Row, read_rows

__all__ = [
    "HEADINGS",
    "Entry",
    "Line",
    "Placed",
    "Problem",
    "Row",
    "Sheet",
    "explained",
    "line_by_line",
    "model_csv",
    "model_xlsx",
    "place",
    "read_rows",
    "read_sheet",
]
