"""From a row of a table, or a record of JSON, to an item: its text, page or address, and what is told of it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from sourcier.app.corpus.inputs.columns import Found
from sourcier.app.corpus.inputs.records import Failed, Item
from sourcier.core.article import Lang
from sourcier.core.errors import SourcierError
from sourcier.ingest.assembling import publisher_of
from sourcier.ingest.containers.errors import BadRecord
from sourcier.ingest.errors import BinaryInput, BrokenText, EmptyText, TooLarge, UnsupportedLanguage
from sourcier.ingest.formats.snippets import plain
from sourcier.ingest.head.dates import as_day, parse_stamp
from sourcier.ingest.sources import LIMIT

_CONTENT_TYPES = {"text": "text/plain; charset=utf-8", "html": "text/html; charset=utf-8"}
_NOTHING = frozenset({"", "nan", "nat", "none", "null"})
"""What programs write for what is not there."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:[T ]?(?:\d{4}|\d{6})Z?)?")
"""20240115, or with hours and minutes; thirteen digits are a clock's milliseconds."""
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_TAG = r"/?(?:p|br|b|i|u|em|strong|a|div|span|ul|ol|li|h[1-6]|blockquote|sup|sub)(?:\s[^<>]{0,500})?/?>"
_MARKUP = re.compile(rf"<{_TAG}|&(?:[a-z]{{2,8}}|#\d{{2,5}}|#x[0-9a-f]{{2,4}});", re.IGNORECASE)
_NO_TAG = re.compile(rf"<(?!{_TAG})", re.IGNORECASE)
_UNSHOWN = re.compile(r"<(script|style)\b[^<>]{0,500}>.*?</\1>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"<(?:p|div|ul|ol|h[1-6]|blockquote)\b[^<>]{0,500}>[^<]", re.IGNORECASE)
_GAP = re.compile(r"\r?\n[ \t]*\r?\n")
_PAGE = re.compile(r"<(?:!doctype|html|head|body|article|main)\b", re.IGNORECASE)
_LANGS = {
    **dict.fromkeys(("fr", "fra", "fre", "french", "francais", "français"), "fr"),
    **dict.fromkeys(("en", "eng", "english", "anglais"), "en"),
}
_UNKNOWN_LANGS = frozenset({"und", "unknown", "xx", "mul", "zxx"})


def item_of(record: Mapping[str, Any], found: Found, locator: str) -> Item | Failed:
    """Return the item of a record, or why there is none.

    Args:
        record: The values by the names of their columns.
        found: Which columns hold what.
        locator: Where the record lies.
    """
    columns = dict(found.names)

    def cell(field: str) -> tuple[Any, str]:
        return (record.get(columns[field]), columns[field]) if field in columns else (None, "")

    try:
        body = None if found.main == "url" else _body(*cell(found.main), locator, is_text=found.main == "text")
        url = _line(*cell("url"), locator)
        if not (url and _ADDRESS.fullmatch(url)):
            if body is None:
                what = f"{url[:80]!r} is no http(s) address" if url else "no address in it"
                raise BadRecord.at(locator, what)
            url = None
        return Item(
            locator,
            locator,
            body=body,
            url=url,
            content_type=_CONTENT_TYPES.get(found.main),
            title=_unmarked(_line(*cell("title"), locator)),
            byline=_names(*cell("byline"), locator),
            publisher=_publisher(*cell("publisher"), locator),
            published=_day(*cell("published"), locator),
            updated=_day(*cell("updated"), locator),
            lang=_lang(_line(*cell("lang"), locator), locator),
        )
    except SourcierError as error:
        return Failed.of(locator, error)


def _body(value: Any, column: str, locator: str, *, is_text: bool) -> bytes:
    if isinstance(value, bytes | bytearray):
        body = bytes(value)
    elif _is_nothing(value):
        raise EmptyText(f"{locator}: nothing in the column {column!r}", source=locator)
    elif isinstance(value, str):
        _check(value, locator)
        body = (_without_markup(value) if is_text else value).encode()
    else:
        raise BadRecord.at(locator, f"{column!r} is {type(value).__name__}, not a text")
    if len(body) > LIMIT:
        raise TooLarge(f"{locator}: larger than {LIMIT // 1024**2} MB", source=locator)
    if not body.strip():
        raise EmptyText(f"{locator}: nothing in the column {column!r}", source=locator)
    return body


def _unmarked(line: str | None) -> str | None:
    return " ".join(_without_markup(line).split()) or None if line else None


def _without_markup(text: str) -> str:
    r"""Return a text without the tags and entities that a site's own store leaves in one; a page stays a page.

    >>> _without_markup("L&rsquo;h&ocirc;pital a <b>ferm&eacute;</b> :<br/>14&nbsp;lits.\n\nEt a < b.")
    'L’hôpital a fermé :\n14 lits.\n\nEt a < b.'
    """
    if not _MARKUP.search(text) or _PAGE.search(text):
        return text
    text = _NO_TAG.sub("&lt;", _UNSHOWN.sub("", text))
    is_in_blocks = bool(_BLOCK.search(text))  # then a line's end is how the store broke it
    text = _GAP.sub("<p>", text)
    return plain(text if is_in_blocks else text.replace("\n", "<br>"))


def _check(text: str, locator: str) -> None:
    """Refuse a text that no article has: with a NUL character, or half a character. Raises a SourcierError."""
    if "\x00" in text:
        raise BinaryInput(f"{locator}: a NUL character, which no text has", source=locator)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BrokenText(f"{locator}: half a character at {error.start}", source=locator, at=error.start) from error


def _is_nothing(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= 8 and value.strip().casefold() in _NOTHING
    return value is None or (isinstance(value, float) and math.isnan(value))


def _line(value: Any, column: str, locator: str) -> str | None:
    """Return what is told of an article, in one line; None where nothing is."""
    if _is_nothing(value):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadRecord.at(locator, f"{column!r} is {type(value).__name__}, not a text")
    text = str(value)
    _check(text, locator)
    return " ".join(text.split()) or None


def _publisher(value: Any, column: str, locator: str) -> str | None:
    """Return the name of a publisher; of an address, as extractors of texts write one, its host."""
    name = next(iter(_names(value, column, locator, is_one=True)), None)
    return publisher_of(name) if name and _ADDRESS.fullmatch(name) else name


def _names(value: Any, column: str, locator: str, *, is_one: bool = False) -> tuple[str, ...]:
    """Return the names in a list, in a record of schema.org's, or in a line.

    In a line semicolons part them; commas do where a first name stands in each part, as "Dupont, Jean" is one name.
    """
    if isinstance(value, list | tuple):
        lines = (_line(one.get("name") if isinstance(one, dict) else one, column, locator) for one in value)
        return tuple(line for line in lines if line)
    line = _line(value.get("name") if isinstance(value, dict) else value, column, locator)
    if line is None or is_one:
        return (line,) if line else ()
    parts = [part.strip() for part in re.split(r"[;|]", line) if part.strip()]
    if len(parts) == 1 and all(" " in part.strip() for part in line.split(",")):
        parts = [part.strip() for part in line.split(",")]
    return tuple(parts)


def _day(value: Any, column: str, locator: str) -> date | None:
    """Return a day; where the order of day and month is open, the day comes first."""
    if isinstance(value, date):
        found = as_day(value.year, value.month, value.day)
        shown = value.isoformat()
    else:
        line = _line(value, column, locator)
        if line is None:
            return None
        shown = line[:40]
        if (slashed := _SLASHED.match(line)) and int(slashed[2]) > 12:
            # Taken month first, the rows that could be either would be of another day than this one says.
            wrong = f"{shown!r} in {column!r} puts the month first; dates with slashes are read day first"
            raise BadRecord.at(locator, wrong)
        compact = _COMPACT.fullmatch(line)
        found = as_day(int(compact[1]), int(compact[2]), int(compact[3])) if compact else parse_stamp(line)
    if found is None:
        raise BadRecord.at(locator, f"{shown!r} in {column!r} is no day; write 2023-09-14 or 14/09/2023")
    return found


def _lang(written: str | None, locator: str) -> Lang | None:
    code = re.split(r"[-_ ,]", (written or "").casefold(), maxsplit=1)[0]
    if not code or code in _UNKNOWN_LANGS:
        return None
    if code not in _LANGS:
        raise UnsupportedLanguage(
            f"{locator}: in {written!r}, as its column says; Sourcier reads French and English", source=locator
        )
    return cast("Lang", _LANGS[code])
