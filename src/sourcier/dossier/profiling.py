"""Profiles of the outlets of an article: its own publisher, those it links and those it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sourcier.core.article import Article, Lang
from sourcier.core.claims import Claim
from sourcier.core.profiles import MediaFact, Profile, Role, Standing
from sourcier.core.spans import Span
from sourcier.dossier.register import DOMAIN, Register, Row, host_of, register_of
from sourcier.evidence.packs import Packs, as_date

_ORDER = {role: place for place, role in enumerate(Role)}


@dataclass(slots=True)
class _Met:
    """An outlet, or an address that no register knows, as the article is gone through."""

    name: str
    outlet: str | None
    host: str | None
    roles: set[Role] = field(default_factory=set)
    spans: set[Span] = field(default_factory=set)


def find_profiles(article: Article, claims: Sequence[Claim], packs: Packs) -> tuple[Profile, ...]:
    """Return the profiles of an article's outlets, its publisher's first; none where no pack has a register.

    An address counts before a name: a page that calls itself by an outlet's name on a host of its own is not that
    outlet.

    Args:
        article: With its address, publisher, date and links.
        claims: Those of the article: who is made to say them is whom it cites.
        packs: Those of them that hold a register of outlets.
    """
    register = register_of(packs)
    if register.is_empty:
        return ()
    day = article.published or packs.now
    met: dict[str, _Met] = {}
    for role, name, outlet, host, span in _found(article, claims, register):
        one = met.setdefault(outlet or f"?{name}", _Met(name, outlet, host))
        one.roles.add(role)
        if span is not None:
            one.spans.add(span)
    return tuple(_profile(one, register, packs, article.lang, day) for one in met.values())


_Found = tuple[Role, str, str | None, str | None, Span | None]


def _found(article: Article, claims: Sequence[Claim], register: Register) -> Iterator[_Found]:
    own = host_of(article.url) if article.url else None
    if own:
        yield Role.PUBLISHER, own, register.at(own), own, None
    elif article.publisher:
        yield Role.PUBLISHER, article.publisher, register.stated(article.publisher), None, None
    for link in article.links:
        host = host_of(link.url)
        if host and host != own:
            yield Role.LINKED, host, register.at(host), host, link.span
    for claim in claims:
        source = claim.source
        outlet = register.cited(source.name) if source.kind == "named" and source.entity_id is None else None
        if outlet:
            yield Role.CITED, source.name, outlet, None, source.span


def _profile(met: _Met, register: Register, packs: Packs, lang: Lang, day: date | None) -> Profile:
    facts = [_fact(row, packs, lang, day) for row in register.rows(met.outlet, met.host)] if met.outlet else []
    return Profile(
        name=_label(met.outlet, packs, lang) if met.outlet else met.name,
        outlet_id=met.outlet,
        roles=tuple(sorted(met.roles, key=_ORDER.__getitem__)),
        host=met.host,
        day=day,
        spans=tuple(sorted(met.spans)),
        facts=tuple(facts),
    )


def _fact(row: Row, packs: Packs, lang: Lang, day: date | None) -> MediaFact:
    about = (row["subject"] if row["relation"] == DOMAIN else row["object"]) or ""
    known = packs.entity(about)
    start, end = as_date(row["start"]), as_date(row["end"])
    return MediaFact(
        relation=row["relation"] or "",
        object_id=about,
        label=_label(about, packs, lang),
        kind=known.kind if known else "",
        standing=_standing(start, end, day),
        start=start,
        end=end,
        as_of=as_date(row.get("as_of")),
        source=row["source"] or "",
        note=(row.get(f"note_{lang}") or row["note"] or ""),
    )


def _standing(start: date | None, end: date | None, day: date | None) -> Standing:
    if day is None:
        return Standing.THEN
    if start is not None and start > day:
        return Standing.LATER
    return Standing.EARLIER if end is not None and end <= day else Standing.THEN


def _label(entity_id: str, packs: Packs, lang: Lang) -> str:
    entity = packs.entity(entity_id)
    if entity is None:
        return entity_id
    return entity.label_fr if lang == "fr" else entity.label_en
