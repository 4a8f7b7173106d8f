"""Where the bytes come from: a file, standard input, the web."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from sourcier.ingest.errors import EmptyText, SourceForbidden, SourceNotFound, TooLarge, UnsupportedMediaType

LIMIT = 10 * 1024 * 1024
"""Bytes of one article, file or page."""
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes, and what is known of where they come from."""

    body: bytes
    name: str
    """What to call it in an error."""
    url: str | None = None
    """The address it was fetched from, after redirects."""
    content_type: str | None = None
    """The Content-Type header it was served with."""


def load(source: str | Path, *, stdin: bytes | None = None) -> Content:
    """Return the bytes of a path, of an http(s) address, or of standard input for "-"."""
    if isinstance(source, str):
        if source == "-":
            return check(Content(stdin if stdin is not None else sys.stdin.buffer.read(LIMIT + 1), "standard input"))
        if _ADDRESS.match(source.strip()):
            from sourcier.ingest.fetching import fetch  # noqa: PLC0415 - httpx is loaded for addresses only

            return check(fetch(source.strip()))
        if _OTHER_SCHEME.match(source):
            raise UnsupportedMediaType(
                f"{source.split(':', 1)[0]}:// addresses are not read; give an http(s) one", source=source
            )
    return check(_from_file(source))


def _from_file(source: str | Path) -> Content:
    if not str(source).strip() or source == Path():
        raise SourceNotFound("no source is given; give a path, an http(s) address or -", source="")
    name = shown_path(source)
    shown = name if len(name) <= 120 else f"{name[:120]}…"
    try:
        path = Path(source)
        if path.is_dir():
            raise UnsupportedMediaType(f"{shown} is a folder; give the article's file", source=shown)
        with path.open("rb") as file:
            return Content(file.read(LIMIT + 1), name)
    except FileNotFoundError as error:
        raise SourceNotFound(f"no file {shown!r}; give a path, an http(s) address or -", source=shown) from error
    except PermissionError as error:
        raise SourceForbidden.at(shown, error) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceNotFound(
            f"{shown!r} cannot be read: {reason}; give a path, an http(s) address or -", source=shown
        ) from error


def shown_path(path: str | Path) -> str:
    r"""Return a path as it can be written anywhere: a byte of its name that is no UTF-8 by its number.

    >>> shown_path("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return str(path).encode("utf-8", "backslashreplace").decode()


def check(content: Content) -> Content:
    """Return the content when it has a size that is read and anything in it. Raises TooLarge, EmptyText."""
    if len(content.body) > LIMIT:
        raise TooLarge(f"{content.name} is larger than {LIMIT // 1024 // 1024} MB", source=content.name, limit=LIMIT)
    if not content.body.strip():
        raise EmptyText(f"{content.name} is empty", source=content.name)
    return content
