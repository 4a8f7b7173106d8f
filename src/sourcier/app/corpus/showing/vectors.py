"""Vectors of claims, made once for each wording and kept in the corpus folder's `.state`.

What is kept is derived: a damaged file, or one of another encoder, is made again, and where nothing can be written
nothing is kept. 100 000 claims take 77 MB.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import get_ident

import numpy as np
import numpy.typing as npt

from sourcier.evidence.encoding import Encoder

Halves = npt.NDArray[np.float16]
"""Vectors of length 1, one a row."""
_KEY = 16
"""Bytes of a digest that name a wording."""
_AT_ONCE = 4000
"""Wordings encoded between two savings, each of a file of its own: a minute of work is what a stop costs."""

_Rows = Mapping[bytes, Halves]
Tell = Callable[[str], None]


def vectors_of(
    texts: Sequence[str], encoder: Encoder, folder: Path, tell: Tell | None = None, warn: Tell | None = None
) -> Halves:
    """Return the vectors of some texts, in their order, those of the corpus folder where they are there.

    Args:
        texts: Wordings of claims.
        encoder: What makes them.
        folder: Of the corpus.
        tell: Told how far it is.
        warn: Told once if nothing can be kept.
    """
    kept = _Kept(folder / ".state", encoder)
    keys = [hashlib.sha256(text.encode()).digest()[:_KEY] for text in texts]
    rows = dict(kept.rows())
    wanted = list({key: text for key, text in zip(keys, texts, strict=True) if key not in rows}.items())
    problem = kept.probe() if wanted else None
    for at in range(0, len(wanted), _AT_ONCE):
        if tell is not None:
            tell(f"reading claims for likeness, {at} of {len(wanted)}")
        some = wanted[at : at + _AT_ONCE]
        made = encoder.encode([text for _, text in some]).astype(np.float16)
        new = {key: row for (key, _), row in zip(some, made, strict=True)}
        rows |= new
        problem = problem or kept.save(new)
    if problem is not None and warn is not None:
        warn(f"vectors of claims are not kept, and will be made again: {problem}")
    return np.stack([rows[key] for key in keys]) if keys else np.zeros((0, 1), np.float16)


class _Kept:
    """The files of a folder, each with the rows of some texts by the digests of these."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._folder, self._start = folder, f"vectors-{encoder.digest[:16]}"

    def rows(self) -> _Rows:
        """Return all rows; what cannot be read is left out."""
        found: dict[bytes, Halves] = {}
        for path in sorted(self._folder.glob(f"{self._start}*.npz")):
            try:
                with np.load(path, allow_pickle=False) as held:
                    raw, rows = held["keys"].tobytes(), held["rows"]
            except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
                continue
            found |= zip((raw[at : at + _KEY] for at in range(0, len(raw), _KEY)), rows, strict=False)
        return found

    def probe(self) -> str | None:
        """Return what forbids to write, before the work; None where nothing does."""
        return self._write(Path.touch)

    def save(self, rows: _Rows) -> str | None:
        """Write some rows as one file, whole or not at all; return what forbids it, None where nothing does."""
        keys = b"".join(rows)
        texts, made = np.frombuffer(keys, dtype=np.uint8), np.stack(list(rows.values()))
        name = f"{self._start}-{hashlib.sha256(keys).hexdigest()[:16]}.npz"
        return self._write(lambda beside: np.savez(beside, keys=texts, rows=made), self._folder / name)

    def _write(self, write: Callable[[Path], None], path: Path | None = None) -> str | None:
        # Two reports at a time may write the same rows: each into a file of its own name.
        beside = self._folder / f".{self._start}-{os.getpid()}-{get_ident()}.npz"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write(beside)
            if path is None:
                beside.unlink()
            else:
                beside.replace(path)
        except OSError as error:
            return f"{error.filename or self._folder}: {error.strerror or error}"
        return None
