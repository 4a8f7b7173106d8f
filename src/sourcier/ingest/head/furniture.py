"""Lines that belong to the page and not to the article: "Lire aussi", "Share", credits, service notes."""

from __future__ import annotations

import re
from functools import cache

from sourcier.ingest.head.credits import is_credit
from sourcier.ingest.tables import rows

LONGEST = 200
"""Characters; a longer paragraph is the article's."""
_LONGEST_NOTE = 600
"""Characters of a note on the versions of the article."""
_SHORT_NOTE = 110
"""Characters of a note that says no more than that there was another version; a longer one says what is right now."""
_POINTER_WORDS = 8
_CRUMB_WORDS = 3

_LABEL_END = re.compile(r"[:|»›>]")
_SENTENCE = re.compile(r"[.!?…]\s")
_CRUMB = re.compile(r"\s+[>›»→]\s+")
_TO_PAGE = re.compile(
    r"^(?P<before>.*?)[\s(]*(?:(?:en|on|to|voir|see|p\.)\s)*\bpages?\s\d+(?:,?\s?(?:à|et|to|and|-|–)?\s?\d+){0,5}\W*$"
)
_COUNT = re.compile(r"\d+|[()]")
_HANDLE = re.compile(r"^(?:(?P<label>[^\d@:]{0,40}?)\s*:?\s*)?[\w.+-]*@[\w.-]+\W*$")


@cache
def _words(how: str) -> tuple[str, ...]:
    cells = [cell for name, cell in rows(__package__, "furniture.tsv") if name == how]
    return tuple(sorted((word for cell in cells for word in cell.split("|")), key=len, reverse=True))


@cache
def _whole() -> frozenset[str]:
    return frozenset(_words("whole")) | frozenset(_words("label"))


@cache
def _starts() -> tuple[str, ...]:
    return _words("start") + _words("note")


def is_furniture(text: str) -> bool:
    """Say whether a paragraph is a service line of the page.

    >>> is_furniture("Lire aussi : le port se vide"), is_furniture("(Cette dépêche sera mise à jour.)")
    (True, True)
    >>> is_furniture("Partager le pouvoir ne se décrète pas.")
    False
    """
    low = " ".join(text.lower().replace("’", "'").split()).strip("→>»▶►•·*_- ")
    if _corrects(low):
        return False
    if not low or len(low) > LONGEST:
        return low.startswith(_words("note")) and len(low) <= _LONGEST_NOTE
    if _plain(low) in _whole() or low.startswith(_starts()):
        return True
    label = _LABEL_END.split(low, maxsplit=1)
    if any(word in low for word in _words("inside")) or (len(label) > 1 and label[0].strip() in _words("label")):
        return True
    if len(low) <= _SHORT_NOTE and not _SENTENCE.search(low) and any(word in low for word in _words("version")):
        return True
    if len(label) > 1 and label[0].strip() in _words("note_label") and label[1].strip().startswith(_words("note")):
        return True
    return _is_service_note(low) or _is_pointer(low) or _is_timing(low) or _is_trail(text) or is_credit(text)


def _corrects(low: str) -> bool:
    """Say whether a line corrects the article with a fact: "Rectificatif : l'usine a ouvert en 1974 et non en 1984"."""
    label, sign, said = low.partition(":")
    if low.startswith(_words("correcting_start")):
        return True
    is_labelled = bool(sign) and label.strip() in _words("correcting")
    return is_labelled and any(f" {word} " in f" {said} " for word in _words("contrast"))


def _plain(low: str) -> str:
    """Return a line without its counts and signs: "commentaires" for "Commentaires (12)"."""
    return " ".join(_COUNT.sub(" ", low).split()).strip(" :.…!")


def _is_pointer(low: str) -> bool:
    """Say whether a line sends to another page or to an address, and says nothing itself."""
    if "@" in low and (match := _HANDLE.match(low)):
        label = (match["label"] or "").strip()
        return not label or label.startswith(_words("contact")) or label in _words("contact")
    match = _TO_PAGE.match(low) if "page" in low else None
    if match is None:
        return False
    before = match["before"].strip(" (:,→-")
    return not before or (before.startswith(_words("pointer")) and len(before.split()) <= _POINTER_WORDS)


def _is_timing(low: str) -> bool:
    """Say whether a line gives nothing but how long the article takes or how old it is."""
    said = re.findall(r"[^\W\d_]+", low)
    return any(sign.isdigit() for sign in low) and bool(said) and len(said) <= 6 and set(said) <= _timing()


@cache
def _timing() -> frozenset[str]:
    return frozenset(_words("timing"))


def _is_trail(text: str) -> bool:
    """Say whether a line is the way to the page: "Accueil > Économie > Transports"."""
    steps = _CRUMB.split(" ".join(text.split()))  # a run of a thousand blanks would be tried from each of them
    return len(steps) > 1 and all(
        step[:1].isupper() and len(step.split()) <= _CRUMB_WORDS and not step.endswith(".") for step in steps
    )


def is_kicker(text: str) -> bool:
    """Say whether a line is the label of a kind of article, as stands over a title.

    >>> is_kicker("TRIBUNE"), is_kicker("Le port ferme")
    (True, False)
    """
    return text.lower().strip(" :.|*_") in _words("kicker")


def is_caption(text: str) -> bool:
    """Say whether a paragraph is the legend or the credit of a picture.

    >>> is_caption("Photo : le port en mai (Agence Ormeau)"), is_caption("© Anne Le Goff")
    (True, True)
    """
    low = text.lower().strip("*_[]( ")
    if len(low) > 2 * LONGEST:
        return False
    if low.startswith("©"):
        return True
    label, sign, _ = low.partition(":")
    return bool(sign) and label.strip() in _words("caption")


def _is_service_note(low: str) -> bool:
    """Say whether a whole paragraph in brackets speaks of the article itself and of its versions."""
    if not (low.startswith(("(", "[")) and low.endswith((")", "]"))):
        return False
    return any(word in low for word in _words("service")) and any(word in low for word in _words("updating"))
