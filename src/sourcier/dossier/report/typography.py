"""Characters that are safe to show, and French or English conventions for spaces, figures and dates."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

NNBSP = "\u202f"
"""The narrow no-break space that French sets before ; : ! ? and inside guillemets, and between thousands."""

_REPLACEMENT = "\ufffd"

# Controls would drive a terminal; bidirectional overrides would make words read in another order than they
# stand in; lone surrogates cannot be encoded. Each becomes one visible sign, so that offsets still hold.
_CONTROLS = (*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0))
_OVERRIDES = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSAFE = dict.fromkeys((*_CONTROLS, *_OVERRIDES), _REPLACEMENT)
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_BEFORE_SIGN = re.compile(r"(?<=\S) (?=[;:!?»%])")
_AFTER_OPENING = re.compile(r"« ")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")

_CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}
_ALONE = {"«": "\0", "“": "\0", "„": "\0", '"': "\0", "»": "\x01", "”": "\x01"}
_LEFT_ALONE = re.compile("\0[ \u00a0\u202f]?|[ \u00a0\u202f]?\x01")
"""A mark without its other: an opening one goes with the space behind it, a closing one with the space before."""

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_RANGE = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(?:\.\.|–|-|/)\s*(\d+(?:\.\d+)?)")


def cleaned(text: str) -> str:
    """Return a text that can be shown: each unsafe character becomes one U+FFFD; the length stays the same.

    >>> cleaned("a" + chr(27) + "[31mb")
    'a�[31mb'
    """
    return _SURROGATES.sub(_REPLACEMENT, text.translate(_UNSAFE))


def one_line(text: str) -> str:
    """Return a text on one line, cleaned; no-break spaces stay.

    >>> one_line(" deux   mots ")
    'deux mots'
    """
    return _BLANKS.sub(" ", cleaned(text)).strip(" ")


def typeset(text: str, lang: str) -> str:
    """Return our own words with the apostrophes and spaces of the language; idempotent.

    Not for an article's words, which are shown as they stand.

    >>> typeset("n'est-ce pas ?", "fr") == f"n’est-ce pas{NNBSP}?"
    True
    """
    text = _APOSTROPHE.sub("’", text)
    return unbroken(text, lang)


def unbroken(text: str, lang: str) -> str:
    """Return a text of the same length in which no line breaks before a sign or inside a figure.

    Only the kind of some spaces changes, so offsets still hold: for an article's words on a page.

    >>> unbroken("Vrai ? 400 000 !", "fr") == f"Vrai{NNBSP}? 400{NNBSP}000{NNBSP}!"
    True
    """
    if lang != "fr":
        return text
    return _THOUSANDS.sub(NNBSP, _AFTER_OPENING.sub(f"«{NNBSP}", _BEFORE_SIGN.sub(NNBSP, text)))


def with_inner_marks(words: str, lang: str) -> str:
    """Return words that will stand between quotation marks: inner marks for the pairs they hold, none left alone.

    An excerpt may begin or end inside a quotation, and then holds one mark of two. Marks around all of it go too.

    >>> with_inner_marks("il parle de « trêve » et « de pa", "fr"), with_inner_marks('the "deal" is off', "en")
    ('il parle de “trêve” et de pa', 'the ‘deal’ is off')
    >>> with_inner_marks("« Non »", "fr")
    'Non'
    >>> with_inner_marks('not promises," said Ann Roe', "en")
    'not promises, said Ann Roe'
    """
    pairs = _pairs_of_marks(words)
    if (0, len(words) - 1) in pairs and len(words) > 1:
        return with_inner_marks(words[1:-1].strip(" \u00a0\u202f"), lang)
    left, right = ("“", "”") if lang == "fr" else ("‘", "’")
    signs = {at: sign for pair in pairs for at, sign in zip(pair, (left, right), strict=True)}
    kept = [signs.get(at, _alone(words, at)) for at in range(len(words))]
    marked = _LEFT_ALONE.sub("", "".join(kept))
    marked = re.sub(f"{left}[ \u00a0\u202f]", left, marked)
    return re.sub(f"[ \u00a0\u202f]{right}", right, marked).strip(" \u00a0\u202f")


def _alone(words: str, at: int) -> str:
    """Return a sign, or what stands for a mark without its other; a straight one behind a word closes."""
    if words[at] == '"' and words[at - 1 : at].strip():
        return _ALONE["”"]
    return _ALONE.get(words[at], words[at])


def _pairs_of_marks(words: str) -> list[tuple[int, int]]:
    """Return the outer pairs of quotation marks and those inside them, by offset; marks left alone are in none."""
    opened: list[tuple[int, str]] = []
    pairs = []
    for at, sign in enumerate(words):
        if opened and sign in {closing for _, closing in opened}:
            while opened[-1][1] != sign:
                opened.pop()
            pairs.append((opened.pop()[0], at))
        elif sign in _CLOSING:
            opened.append((at, _CLOSING[sign]))
    return pairs


def as_number(raw: str) -> Decimal | None:
    """Return the figure that a cell holds, None when it holds something else.

    >>> as_number("14200"), as_number("n/a")
    (Decimal('14200'), None)
    """
    if _NUMBER.fullmatch(raw.strip()) is None:
        return None
    try:
        return Decimal(raw.strip())
    except InvalidOperation:
        return None


def number(value: Decimal, lang: str) -> str:
    """Return a figure as the language writes it, with the digits it came with.

    >>> number(Decimal("14200.5"), "en"), number(Decimal("14200.5"), "fr") == f"14{NNBSP}200,5"
    ('14,200.5', True)
    """
    written = f"{value:,f}"
    if lang != "fr":
        return written.replace("-", "−")
    return written.replace(",", NNBSP).replace(".", ",").replace("-", "−")


def figure(raw: str, lang: str, to: str) -> str:
    """Return a cell's value as the language writes it; what is no figure stays as it stands.

    Args:
        raw: As the table has it: a figure, two ends ("14200–14400", "14200/14400"), or words.
        lang: Of the reader.
        to: The word between two ends.

    >>> figure("14200/14400", "en", "to"), figure("aucun", "fr", "à")
    ('14,200 to 14,400', 'aucun')
    """
    value = as_number(raw)
    if value is not None:
        return number(value, lang)
    ends = _RANGE.fullmatch(raw.strip())
    if ends is None:
        return one_line(raw)
    low, high = (number(Decimal(end), lang) for end in ends.groups())
    return low if low == high else f"{low} {to} {high}"
