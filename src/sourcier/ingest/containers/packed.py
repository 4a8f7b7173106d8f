"""Files that may lie packed by gzip, and their lines, one at a time and none too long."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

GZIP = b"\x1f\x8b"


def open_packed(path: Path) -> IO[bytes]:
    """Return a file opened for reading, unpacked when it is a gzip file."""
    with path.open("rb") as file:
        is_packed = file.read(2) == GZIP
    return cast("IO[bytes]", gzip.open(path)) if is_packed else path.open("rb")


def numbered_lines(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    r"""Yield each line with its number from 1; None for one of more than `limit` bytes, which is never held whole.

    >>> from io import BytesIO
    >>> list(numbered_lines(BytesIO(b"a\nbcdef\ng"), 4))
    [(1, b'a\n'), (2, None), (3, b'g')]
    """
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while not line.endswith(b"\n") and (line := file.readline(limit)):
            pass
        yield number, None
