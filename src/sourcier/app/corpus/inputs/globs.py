"""Patterns of paths, for what the shell has not spelt out: `press/**/*.html`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from glob import has_magic
from pathlib import Path


def is_pattern(source: str) -> bool:
    """Say whether an input is a pattern, and not the name of something that is there.

    >>> is_pattern("press/*.html"), is_pattern("press/a.html")
    (True, False)
    """
    return has_magic(source) and not os.path.lexists(source)


def matches(pattern: str) -> Iterator[Path]:
    """Yield what a pattern fits, files and folders, in the order of their names.

    `**` stands for any folders, without those that links lead to; behind it only files are fitted, as what they lie in
    is looked through already. Hidden names are fitted only by what starts with a dot itself. A folder that cannot be
    read fits nothing.
    """
    path = Path(pattern)
    folder, parts = (Path(path.anchor), path.parts[1:]) if path.anchor else (Path(), path.parts)
    fits = _matches(folder, parts)
    yield from (one for one in fits if not one.is_dir()) if "**" in parts[:-1] else fits


def _matches(folder: Path, parts: Sequence[str]) -> Iterator[Path]:
    if not parts:
        if folder != Path():
            yield folder
        return
    first, *rest = parts
    if first == "**":
        while rest and rest[0] == "**":
            del rest[0]
        if not rest:  # everything below, as the folder itself gives it
            yield folder
            return
        for below in _folders(folder):
            yield from _matches(below, rest)
    elif not has_magic(first):
        if os.path.lexists(folder / first):
            yield from _matches(folder / first, rest)
    else:
        for name in _names(folder):
            if fnmatchcase(name, first) and (first.startswith(".") or not name.startswith(".")):
                yield from _matches(folder / name, rest)


def _folders(folder: Path) -> Iterator[Path]:
    """Yield a folder and those below it, each before those that it holds."""
    # Explicit, for folders nested deeper than Python calls.
    left = [iter((folder,))]
    while left:
        path = next(left[-1], None)
        if path is None:
            left.pop()
        elif path == folder or (path.is_dir() and not path.is_symlink()):
            yield path
            names = (name for name in _names(path) if not name.startswith("."))
            left.append(map(path.joinpath, names))


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - a million names are lighter than a million paths
    except (OSError, ValueError):
        return []
