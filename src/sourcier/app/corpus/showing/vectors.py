"""Vectors of claims, made once for each wording and kept in the corpus folder's `.state`.

What is kept is derived: a damaged file, or one of another encoder, is made again. 100 000 claims take 77 MB.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sourcier.app.corpus.tables.errors import writing_into
from sourcier.evidence.encoding import Encoder

Halves = npt.NDArray[np.float16]
"""Vectors of length 1, one a row."""
_KEY = 16
"""Bytes of a digest that name a wording."""
_AT_ONCE = 4000
"""Wordings encoded between two savings: a minute of work is what a stop costs."""


def vectors_of(
    texts: Sequence[str], encoder: Encoder, folder: Path, tell: Callable[[str], None] | None = None
) -> Halves:
    """Return the vectors of some texts, in their order, those of the corpus folder where they are there."""
    kept = _Kept.of(folder / ".state", encoder)
    keys = [hashlib.sha256(text.encode()).digest()[:_KEY] for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept.rows}
    wanted = list(missing.items())
    for at in range(0, len(wanted), _AT_ONCE):
        if tell is not None:
            tell(f"reading claims for likeness, {at} of {len(wanted)}")
        some = wanted[at : at + _AT_ONCE]
        made = encoder.encode([text for _, text in some]).astype(np.float16)
        kept.rows |= {key: row for (key, _), row in zip(some, made, strict=True)}
        kept.save()
    return np.stack([kept.rows[key] for key in keys]) if keys else np.zeros((0, 1), np.float16)


class _Kept:
    """The rows of a folder, by the digests of their texts."""

    def __init__(self, path: Path, rows: dict[bytes, Halves]) -> None:
        self.path, self.rows = path, rows

    @classmethod
    def of(cls, folder: Path, encoder: Encoder) -> _Kept:
        path = folder / f"vectors-{encoder.digest[:16]}.npz"
        try:
            with np.load(path, allow_pickle=False) as held:
                raw, rows = held["keys"].tobytes(), held["rows"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return cls(path, {})
        keys = [raw[at : at + _KEY] for at in range(0, len(raw), _KEY)]
        return cls(path, dict(zip(keys, rows, strict=False)))

    def save(self) -> None:
        """Write the rows in one step."""
        with writing_into(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(".new.npz")
            keys = np.frombuffer(b"".join(self.rows), dtype=np.uint8)
            np.savez(beside, keys=keys, rows=np.stack(list(self.rows.values())))
            beside.replace(self.path)
