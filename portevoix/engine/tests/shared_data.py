"""Where real data stand, beside the project, when they do."""

from pathlib import Path

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
