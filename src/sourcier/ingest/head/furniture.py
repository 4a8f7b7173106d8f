"""Lines that belong to the page and not to the article: "Lire aussi", "Share", credits, service notes."""

from __future__ import annotations

from functools import cache

from sourcier.ingest.tables import rows

LONGEST = 200
"""Characters; a longer paragraph is the article's."""


@cache
def _words(how: str) -> tuple[str, ...]:
    cells = [cell for name, cell in rows(__package__, "furniture.tsv") if name == how]
    return tuple(sorted((word for cell in cells for word in cell.split("|")), key=len, reverse=True))


@cache
def _whole() -> frozenset[str]:
    return frozenset(_words("whole")) | frozenset(_words("label"))


def is_furniture(text: str) -> bool:
    """Say whether a paragraph is a service line of the page.

    >>> is_furniture("Lire aussi : le port se vide"), is_furniture("(Cette dépêche sera mise à jour.)")
    (True, True)
    >>> is_furniture("Partager le pouvoir ne se décrète pas.")
    False
    """
    low = " ".join(text.lower().replace("’", "'").split()).strip("→>»▶►•·*_- ")
    if not low or len(low) > LONGEST:
        return False
    if low.strip(" :.…!") in _whole() or low.startswith(_words("start")):
        return True
    label, colon, _ = low.partition(":")
    if any(word in low for word in _words("inside")) or (colon and label.strip() in _words("label")):
        return True
    return _is_service_note(low)


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
