"""A folder written whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from sourcier.evidence.packs.errors import OutputExists, StoreFailed


@contextmanager
def placing(out: Path) -> Iterator[Path]:
    """Give a folder to write into, and make it `out` in one step when nothing went wrong.

    Raises:
        OutputExists: `out` holds something.
        StoreFailed: It cannot be written.
    """
    _refuse_filled(out)
    place = out.absolute()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        temporary.chmod(0o755)
    except OSError as error:
        raise StoreFailed.at(place.parent, error) from error
    try:
        yield temporary
        try:
            temporary.rename(place)
        except OSError as error:
            _refuse_filled(out)
            raise StoreFailed.at(place, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _refuse_filled(out: Path) -> None:
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise OutputExists.at(out)
