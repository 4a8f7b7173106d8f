"""What a few words of a byline are: a name, a place, an agency, a role, a post, an hour."""

from __future__ import annotations

import re
from functools import cache

from sourcier.ingest.tables import rows

_ROLE_WORDS = 8
_DESK_LENGTH = 60
_PLACE_WORDS = 5

_CAPITAL = r"(?:[dDlL]['’])?[A-ZÀ-ÞŒ][\w'’.-]*"
_NAME_WORD = re.compile(rf"^(?:{_CAPITAL}|O['’][A-Z]\w+)$")
_PLACE = rf"(?:(?:la|le|les|the)\s)?{_CAPITAL}(?:[\s-](?:{_CAPITAL}|de|du|des|la|le|les|et|of|the|and)){{0,5}}"
_ASIDE = re.compile(
    r"^\W*(?:\d+\s*(?:h\s*\d*|mins?|minutes?|heures?)?)?\W*$|^\d{1,2}\s?[h:]\s?\d{2}.*$|^n[°o]\s?\d+$", re.IGNORECASE
)
_FIGURE = re.compile(r"^\d{1,4}(?:er|st|nd|rd|th|[h:.]\d{0,2}|min|[ap]\.?m\.?|[h:.]\d{2}[ap]m)?$", re.IGNORECASE)
_INITIALS = re.compile(r"^(?:[A-ZÀ-Þ]\.[ -]?){2,4}$")


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of one kind in the table."""
    cells = [cell for name, cell in rows(__package__, "byline_words.tsv") if name == kind]
    if kind == "particle":
        return frozenset(" ".join(cells).split())
    return frozenset(word for cell in cells for word in cell.split("|"))


def either(kind: str) -> str:
    """Return a pattern of the words of one kind, the longest first."""
    return "|".join(map(re.escape, sorted(words(kind), key=len, reverse=True)))


@cache
def cue(kind: str) -> re.Pattern[str]:
    """Return the pattern of the words that lead to a name or to a day, at the start of a piece."""
    return re.compile(rf"^(?:{either(kind)})(?:\s*:\s*|\s+|$)", re.IGNORECASE)


@cache
def tail(kind: str) -> re.Pattern[str]:
    """Return the pattern of the words that lead to a day, before it; the hour may stand between."""
    clock = r"(?:\d{1,2}[h:.]\d{0,2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?[\s,]*)?"
    return re.compile(rf"(?:^|(?<=[\s(|,:·•–—-]))(?:{either(kind)})\s*:?\s*{clock}$", re.IGNORECASE)


@cache
def _post() -> re.Pattern[str]:
    lead = r"(?:(?:de|par|avec|from|by|with)\s)?(?:(?:notre|nos|our)\s)?(?:own\s)?"
    more = r"(?:\s(?:permanente?s?|particuli(?:er|ère)s?|spéciale?s?|régionale?s?))?"
    return re.compile(
        rf"^(?i:{lead})(?:(?<=our\s)(?:{_CAPITAL}\s){{1,2}})?(?i:(?:{either('beat')})\s)?(?i:{either('post')})(?i:{more})"
        rf"(?:\s(?i:à|au|aux|en|dans|in|at|for|from|pour|de)\s(?:l['’])?{_PLACE})?$"
        rf"|^(?i:special\s(?:to|for))\s{_PLACE}$"
    )


@cache
def _months() -> frozenset[str]:
    return frozenset(name for _, names in rows(__package__, "months.tsv") for name in names.split())


def is_aside(piece: str) -> bool:
    """Say whether a piece is an hour, a number or a service word."""
    low = piece.lower()
    return (
        not piece
        or bool(_ASIDE.match(piece))
        or any(low.endswith(word) or low.startswith(word) for word in words("aside"))
    )


def is_agency(piece: str) -> bool:
    """Say whether a piece names a news agency.

    >>> is_agency("l'AFP"), is_agency("Agence Ormeau"), is_agency("le port")
    (True, True, False)
    """
    low = piece.lower().removeprefix("l'").removeprefix("l’").strip(" ()")
    return low in words("agency") or (piece[:1].isupper() and low.split(" ", 1)[0] == "agence" and is_person(piece))


def is_desk(piece: str) -> bool:
    """Say whether a piece names an editorial desk: "La rédaction", "Rédaction sports".

    >>> is_desk("Rédaction sports"), is_desk("La rédaction se tait")
    (True, False)
    """
    low = piece.lower()
    if len(piece) > _DESK_LENGTH:
        return False
    named = next((word for word in words("desk") if low == word or low.startswith(word + " ")), None)
    known = words("beat") | words("particle") | words("role") | words("agency") | {"and", "et"}
    return named is not None and all(
        word.lower() in known or _NAME_WORD.match(word) for word in piece[len(named) :].split()
    )


def is_role(piece: str) -> bool:
    """Say whether a piece says what an author is."""
    low = piece.lower().split()
    return (
        len(low) <= _ROLE_WORDS and not opens_clause(piece) and any(word.strip(".,") in words("role") for word in low)
    )


def opens_clause(piece: str) -> bool:
    """Say whether a piece starts as a clause does, with an article or a pronoun."""
    return piece.lower().replace("'", " ").replace("’", " ").split(" ", 1)[0] in words("subject")


def without_role(piece: str) -> str:
    """Return a name without the role written behind it.

    >>> without_role("Ruth Vale Staff Writer")
    'Ruth Vale'
    """
    kept = piece.split()
    while len(kept) > 2 and kept[-1].lower() in words("role") | words("beat"):
        kept.pop()
    return " ".join(kept) if 2 <= len(kept) < len(piece.split()) else piece


def is_post(piece: str) -> bool:
    """Say whether a piece says from where its author writes, and nothing else.

    >>> is_post("De notre envoyé spécial à Ormeau"), is_post("By our Lagos correspondent")
    (True, True)
    >>> is_post("Notre correspondant à Ormeau raconte")
    False
    """
    return len(piece) <= _DESK_LENGTH + 20 and bool(_post().match(piece))


def is_stamp(piece: str) -> bool:
    """Say whether a piece gives a day or an hour that is no whole date.

    >>> is_stamp("hier à 18h30"), is_stamp("4 mai à 8h12"), is_stamp("3 hours ago"), is_stamp("4 mai, le port")
    (True, True, True, False)
    """
    low = [word.strip(".,") for word in piece.lower().replace("’", "'").split()]
    known = words("stamp") | _months()
    return (
        bool(low)
        and all(word in known or _FIGURE.match(word) for word in low)
        and any(word[0].isdigit() or word in {"hier", "aujourd'hui", "yesterday", "today"} for word in low)
    )


def is_initials(piece: str) -> bool:
    """Say whether a piece is an author's initials.

    >>> is_initials("A. L. G."), is_initials("A. Le Goff")
    (True, False)
    """
    return bool(_INITIALS.match(piece))


def is_person(piece: str, *, is_lone: bool = True) -> bool:
    """Say whether a few words can be a person's name; without a "by" before it (`is_lone`), one word is too little."""
    written = piece.split()
    if not 1 <= len(written) <= 6 or any(word.lower() in words("role") for word in written):
        return False
    capitals = [word for word in written if _NAME_WORD.match(word)]
    others = [word for word in written if word not in capitals]
    ends = (written[0], written[-1])
    if any(word.lower() not in words("particle") for word in others) or any(word in others for word in ends):
        return False
    return len(capitals) >= (2 if is_lone else 1)


def is_place(piece: str) -> bool:
    """Say whether a piece can be the place of a dateline: one word with a capital, or some all in capitals.

    >>> is_place("Lagos"), is_place("SAINT-BRIAC SUR MER"), is_place("Anne Le Goff")
    (True, True, False)
    """
    written = piece.split()
    if len(written) == 1:
        return bool(_NAME_WORD.match(piece))
    return 1 < len(written) <= _PLACE_WORDS and is_shouted(piece)


def is_shouted(piece: str) -> bool:
    """Say whether a name is all in capitals."""
    return piece.isupper() and sum(map(str.isalpha, piece)) > 2 and all(map(_NAME_WORD.match, piece.split()))
