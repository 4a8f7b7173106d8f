"""Fact-checks as publishers declare them (schema.org ClaimReview): in pages, in files, in the Data Commons feed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sourcier.core.errors import SourcierError
from sourcier.core.ids import digest, make_id
from sourcier.core.library import FactCheck
from sourcier.evidence.library.intake.making import guess_lang
from sourcier.evidence.library.intake.records import Asked
from sourcier.ingest.assembling import publisher_of
from sourcier.ingest.containers.errors import BadRecord
from sourcier.ingest.containers.records import parse_json
from sourcier.ingest.errors import UnsupportedLanguage
from sourcier.ingest.head.dates import parse_stamp

LONGEST = 5_000
"""Characters of a claim; a longer one is a page that was put into the wrong field."""
_OPENING = re.compile(r"<script\b[^<>]{0,500}?application/ld\+json[^<>]{0,500}>", re.IGNORECASE)
_CLOSING = re.compile(r"</script", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")
_PAGE_LANG = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,500}>")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def from_page(page: str, asked: Asked, *, location: str, url: str | None) -> list[FactCheck | SourcierError]:
    """Return the fact-checks that a page declares, in the order of the page; a block that is no JSON is an error."""
    lang = _PAGE_LANG.search(page[:20_000])
    found: list[FactCheck | SourcierError] = []
    for number, block in enumerate(_blocks(page), 1):
        if "ClaimReview" not in block:
            continue
        place = f"{location}#ld+json={number}"
        try:
            data = parse_json(_WRAPPING.sub("", block), place)
        except BadRecord as error:
            found.append(error)
            continue
        spoken = lang[1] if lang else None
        found += [read_review(one, asked, location=location, url=url, lang=spoken) for one in declarations(data)]
    return list(dict.fromkeys(found))


def _blocks(page: str) -> Iterator[str]:
    """Yield what stands between the tags of each JSON-LD script, each part of the page looked at once."""
    at = 0
    while (opening := _OPENING.search(page, at)) and (closing := _CLOSING.search(page, opening.end())):
        yield page[opening.end() : closing.start()]
        at = closing.end()


def declarations(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every ClaimReview at any depth of some JSON, in order: alone, in a list, a graph, a feed's items."""
    left = [data]
    while left:
        one = left.pop()
        if isinstance(one, list):
            left += reversed(one)
        elif isinstance(one, dict):
            if is_review(one):
                yield one
            else:
                left += reversed(one.values())


def is_review(record: Mapping[str, Any]) -> bool:
    """Say whether a record is a ClaimReview, by its type.

    >>> is_review({"@type": ["Review", "ClaimReview"]}), is_review({"@type": "https://schema.org/ClaimReview"})
    (True, True)
    """
    kinds = record.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.rsplit("/", 1)[-1] == "ClaimReview" for kind in listed)


def read_review(
    declared: Mapping[str, Any], asked: Asked, *, location: str, url: str | None = None, lang: str | None = None
) -> FactCheck | SourcierError:
    """Return the fact-check of one declaration, or why there is none.

    Args:
        declared: The ClaimReview.
        asked: What the user says of everything that is added.
        location: Where it stands.
        url: The page's address.
        lang: The page's own language tag.
    """
    claim = _words(declared.get("claimReviewed"))
    if not claim or len(claim) > LONGEST:
        return BadRecord.at(location, "a ClaimReview without a claim" if not claim else "a claim as long as a page")
    rating, value = _rating(_first(declared.get("reviewRating")))
    if not rating:
        return BadRecord.at(location, "a ClaimReview without a rating")
    address = _address(declared.get("url")) or url
    publisher = _name(declared.get("author")) or _name(declared.get("publisher")) or asked.publisher
    publisher = publisher or publisher_of(address)
    if not publisher:
        return BadRecord.at(location, "a ClaimReview without a publisher")
    title = _words(declared.get("name")) or _words(declared.get("headline"))
    said_lang = asked.lang or _words(declared.get("inLanguage"))
    spoken = guess_lang(f"{claim} {title or ''}", said_lang) or (guess_lang(rating, lang) if lang else None)
    if spoken is None:
        return UnsupportedLanguage(
            f"{location}: the claim {claim[:60]!r} is neither in French nor in English", source=location
        )
    item = _first(declared.get("itemReviewed"))
    return FactCheck(
        id=make_id("fck", address or location, publisher, claim, rating),
        claim=claim,
        rating=rating,
        publisher=publisher,
        lang=spoken,
        url=address,
        title=title,
        published=parse_stamp(_words(declared.get("datePublished"))),
        claimant=_name(item.get("author")),
        claimed=parse_stamp(_words(item.get("datePublished"))),
        rating_value=value,
        digest=digest(json.dumps(declared, sort_keys=True)),
    )


def _rating(declared: Mapping[str, Any]) -> tuple[str | None, tuple[str, str, str] | None]:
    """Return the publisher's words, and value, worst and best where all three are declared."""
    value, worst, best = (_words(declared.get(key)) for key in ("ratingValue", "worstRating", "bestRating"))
    scale = (value, worst, best) if value and worst and best else None
    said = _words(declared.get("alternateName")) or _words(declared.get("name"))
    return said or (f"{value}/{best}" if value and best else value), scale


def _first(value: Any) -> Mapping[str, Any]:
    """Return a record, or the first of a list of them; an empty one for anything else."""
    one = next(iter(value), None) if isinstance(value, list) else value
    return one if isinstance(one, dict) else {}


def _name(value: Any) -> str | None:
    """Return the name of a person or organisation, given as a record, a list of them, or in words."""
    one = next(iter(value), None) if isinstance(value, list) else value
    return _words(one.get("name") if isinstance(one, dict) else one)


def _words(value: Any) -> str | None:
    """Return a text in one line without tags or entities; None for what is none or empty.

    >>> _words(" L&#39;eau <b>monte</b> "), _words(3), _words({"@value": "Faux"}), _words([])
    ("L'eau monte", '3', 'Faux', None)
    """
    one = next(iter(value), None) if isinstance(value, list) else value
    one = one.get("@value") if isinstance(one, dict) else one
    if isinstance(one, bool) or not isinstance(one, str | int | float):
        return None
    text = html.unescape(_TAG.sub(" ", str(one)[: 4 * LONGEST]))
    return " ".join(text.encode("utf-8", "replace").decode().split()) or None


def _address(value: Any) -> str | None:
    said = _words(value)
    return said if said and _WEB.fullmatch(said) else None
