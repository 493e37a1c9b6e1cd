"""A bar on the error output while a long input is read, for a person who waits: nothing when no one looks."""

import shutil
import sys
from contextlib import AbstractContextManager, nullcontext

_FORM = "{desc} : {percentage:3.0f} % |{bar}| {n_fmt} sur {total_fmt}, reste {remaining}"
_OPEN = "{desc} : {n_fmt}{unit}, depuis {elapsed}"


class _Silent:
    def update(self, amount: int = 1) -> None:
        """Nothing to show."""


def progress(label: str, total: int | None, unit: str = "", *, bytes_: bool = False) -> AbstractContextManager:
    """What is updated as the work goes on, up to *total* (None: unknown); shown only on a terminal."""
    if not sys.stderr.isatty():
        return nullcontext(_Silent())
    from tqdm import tqdm

    return tqdm(
        desc=label,
        total=total,
        unit=unit,
        unit_scale=bytes_,
        unit_divisor=1000,
        delay=0.2,
        leave=False,
        nrows=20,
        ncols=min(shutil.get_terminal_size().columns, 100),
        file=sys.stderr,
        bar_format=_FORM if total else _OPEN,
    )
