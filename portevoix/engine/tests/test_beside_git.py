"""A second opinion: `git merge-file`, on one word a line."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from portevoix.engine.amendments import Amendment
from portevoix.engine.consolidation import Conflict, consolidate
from portevoix.engine.edits import difference
from portevoix.engine.text import LEAF, Text, Unit

with_git = pytest.mark.skipif(shutil.which("git") is None, reason="git, the second opinion, is not installed")


class Pair(NamedTuple):
    """Words, and what two people make of them, each by some edits."""

    base: list[str]
    sides: tuple[list[str], list[str]]


def pair(chance: random.Random, vocabulary: int | None, edits: int) -> Pair:
    """Up to sixteen words, all different or drawn from a *vocabulary*, and two versions of up to *edits* edits each."""

    def word(rank: int) -> str:
        return f"mot{rank if vocabulary is None else chance.randrange(vocabulary)}"

    base = [word(rank) for rank in range(chance.randint(1, 16))]
    sides = []
    for side in ("un", "deux"):
        words = base[:]
        for _ in range(chance.randint(1, edits)):
            start = chance.randint(0, len(words))
            end = min(len(words), start + chance.randint(0, 3))
            new = [f"{side}{rank}" for rank in range(chance.randint(0, 2))]
            if chance.random() < 0.2:
                new = [one.replace(side, "même") for one in new]
            words[start:end] = new
        sides.append(words)
    return Pair(base, (sides[0], sides[1]))


def merged_by_git(folder: Path, found: Pair) -> list[str] | None:
    """What git makes of them; None when it finds a conflict."""
    for name, words in (("base", found.base), ("one", found.sides[0]), ("two", found.sides[1])):
        (folder / name).write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
    done = subprocess.run(
        ["git", "merge-file", "-p", "-q", "one", "base", "two"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.splitlines() if done.returncode == 0 else None


def merged_by_us(found: Pair) -> list[str] | None:
    """What consolidation makes of them; None when they compete."""
    base, *sides = ("".join(f"{word} " for word in words) for words in (found.base, *found.sides))
    adopted = [Amendment(str(rank), difference(base, side, "a"), rank) for rank, side in enumerate(sides)]
    try:
        return consolidate(Text("", (Unit("a", LEAF, text=base),)), adopted).text.unit("a").text.split()
    except Conflict:
        return None


def compared(folder: Path, pairs: int, vocabulary: int | None, edits: int, seed: int = 20250331) -> Counter:
    """How many of *pairs* are merged by `both` alike, by `git` alone, by `us` alone, by `neither`, `apart` in words."""
    chance = random.Random(seed)
    count: Counter = Counter()
    for _ in range(pairs):
        found = pair(chance, vocabulary, edits)
        git, us = merged_by_git(folder, found), merged_by_us(found)
        if git is not None and us is not None:
            count["both" if git == us else "apart"] += 1
        else:
            count["git" if git is not None else "us" if us is not None else "neither"] += 1
    return count


@with_git
@pytest.mark.parametrize("vocabulary", [None, 30, 5])
def test_wherever_git_merges_two_edits_cleanly_so_do_we_with_the_same_result(tmp_path, vocabulary):
    count = compared(tmp_path, 250, vocabulary, 1)
    assert (count["git"], count["apart"]) == (0, 0)
    assert count["both"] > 100


@with_git
def test_of_several_edits_each_we_never_make_other_words_than_git(tmp_path):
    count = compared(tmp_path, 250, None, 3)
    assert count["apart"] == 0
    assert count["both"] > 50
    # Words left between two changes of one person may be theirs here (`un chat noir` → `des chats gris`), never in git.
    assert count["git"] <= 2
