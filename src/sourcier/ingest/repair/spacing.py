"""Small repairs inside a paragraph: invisible characters, runs of blanks, a full stop glued to the next sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sourcier.core.spans import Span
from sourcier.ingest.strands import Strand

# Control and format characters: soft hyphens, zero-width characters, marks of direction, byte-order marks.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
_ODD = re.compile(rf"[{_INVISIBLE}]+|[ \t]{{2,}}|\t|[\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_GLUED = re.compile(
    r"(?<=[^\W\d_]{2})(?:\.{3}|…|\.|[ \u00a0\u202f]?[!?])[»”]?(?=[A-ZÀ-ÞŒ]|[«“]\s?\w)"
    r"|(?<=[^\W\d_])(?:\.{3}|…)(?=[^\W\d_])"
)
_ADDRESS = re.compile(
    r"://|@|www\.|[\w-]\.(?:com|org|net|fr|io|gov|edu|uk|eu|info|html?|php|pdf|be|ch|ca)\b", re.IGNORECASE
)
_TOKEN = 60
"""Characters before a full stop in which an address it may be part of starts."""
_COMBINING = re.compile(r"[^\W_][\u0300-\u036f]+")


def tidied(strand: Strand) -> Strand:
    """Return a paragraph without invisible characters, with single blanks, and a space after each sentence.

    No-break spaces stay as they came.
    """
    if not unicodedata.is_normalized("NFC", strand.text):
        strand = _composed(strand)
    edits = [
        (Span(*match.span()), "" if match[0][0] not in " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029" else " ")
        for match in _ODD.finditer(strand.text)
    ]
    strand = strand.edited(edits).stripped()
    return strand.edited([(Span(at, at), " ") for at in _missing_spaces(strand.text)])


def _missing_spaces(text: str) -> Iterator[int]:
    for match in _GLUED.finditer(text):
        nearby = max(0, match.start() - _TOKEN)
        start = max(text.rfind(" ", nearby, match.start()), text.rfind("\u00a0", nearby, match.start()), nearby - 1) + 1
        end = text.find(" ", match.end(), match.end() + _TOKEN)
        end = end if end > 0 else match.end() + _TOKEN
        if not _ADDRESS.search(text, start, end):
            yield match.end()


def _composed(strand: Strand) -> Strand:
    """Return the strand with loose accents set on their letters; the one character keeps the letter's origin."""
    text: list[str] = []
    origins = strand.origins[:0]
    at = 0
    for match in _COMBINING.finditer(strand.text):
        composed = unicodedata.normalize("NFC", match[0])
        start = match.start()
        text.append(strand.text[at:start] + composed)
        origins.extend(strand.origins[at : start + len(composed)])
        at = match.end()
    return Strand("".join([*text, strand.text[at:]]), origins + strand.origins[at:])
