"""The register of news outlets that the packs hold: their domains, their names, and what is said of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from sourcier.evidence.packs import Packs

ROLE = "profiles"
"""Of the tables that say who speaks. Tables of a role are no evidence: the assessment asks for those without one."""
DOMAIN = "domain_of"
_NESTED = re.compile(r"/s/([^/]+)|https?://([^/]+)")
Row = Mapping[str, str | None]


class Register:
    """Outlets by domain and by name."""

    def __init__(self, packs: Packs) -> None:
        self._outlets: dict[str, str] = {}
        self._rows: dict[str, list[Row]] = {}
        for resource in packs.resources:
            if resource.role == ROLE:
                for row in resource.rows():
                    self._add(row)
        self._cited: dict[str, set[str]] = {}
        self._stated: dict[str, set[str]] = {}
        for outlet in self._rows:
            entity = packs.entity(outlet)
            if entity is not None:
                aliases = {*entity.aliases_fr, *entity.aliases_en}
                for name in aliases:
                    for key in _keys(name):
                        self._cited.setdefault(key, set()).add(outlet)
                for name in (entity.label_fr, entity.label_en, *aliases):
                    self._stated.setdefault(_plain(name), set()).add(outlet)

    def _add(self, row: Row) -> None:
        subject, about = row["subject"] or "", row["object"] or ""
        outlet = about if row["relation"] == DOMAIN else subject
        self._rows.setdefault(outlet, []).append(row)
        if row["relation"] == DOMAIN:
            self._outlets[subject] = outlet

    @property
    def is_empty(self) -> bool:
        """Say whether no pack has a register."""
        return not self._rows

    def rows(self, outlet: str, host: str | None) -> Iterator[Row]:
        """Yield what is said of an outlet; of its domains only the one that the host belongs to."""
        domain = self._domain(host) if host else None
        for row in self._rows.get(outlet, ()):
            if row["relation"] != DOMAIN or row["subject"] == domain:
                yield row

    def at(self, host: str) -> str | None:
        """Return the outlet whose domain a host is or lies under; None where guests write, or where none is known."""
        domain = self._domain(host)
        if domain is None or host.removesuffix(domain).split(".")[0] in _settings()["guests"]:
            return None
        return self._outlets[domain]

    def _domain(self, host: str) -> str | None:
        """Return the longest known domain of a host: `france3.example.fr` before `example.fr`."""
        labels = host.split(".")
        ends = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return next((end for end in ends if end in self._outlets), None)

    def stated(self, name: str) -> str | None:
        """Return the outlet that a publisher's name is exactly; None where several share it."""
        return _only(self._stated.get(_plain(name)))

    def cited(self, name: str) -> str | None:
        """Return the outlet that the name of a source is exactly, an article or a noun before it apart."""
        return next((found for key in _read(name) if (found := _only(self._cited.get(key)))), None)


def host_of(url: str) -> str | None:
    """Return the host of an address, without `www.`; for a mirror, that of the page it shows.

    >>> host_of("https://www.Example.fr/une"), host_of("https://web.archive.org/web/2024/http://example.fr/a")
    ('example.fr', 'example.fr')
    >>> host_of("mailto:a@example.fr") is None
    True
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
    except ValueError:  # UnicodeError included: no host of any site
        return None
    if parts.scheme not in {"http", "https"} or "." not in host:
        return None
    if any(host == mirror or host.endswith(f".{mirror}") for mirror in _settings()["mirrors"]):
        nested = _NESTED.search(parts.path)
        host = (nested[1] or nested[2]).lower() if nested else host
    return host.removeprefix("www.")


def _only(found: set[str] | None) -> str | None:
    return next(iter(found)) if found and len(found) == 1 else None


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()


def _parted(name: str) -> tuple[str, str]:
    """Return the article before a name, in lower case, and the rest as written.

    >>> _parted("Le Courrier du Lac"), _parted("l’Écho"), _parted("Lac")
    (('le', 'Courrier du Lac'), ("l'", 'Écho'), ('', 'Lac'))
    """
    text = " ".join(name.replace("’", "'").split())
    for article in _settings()["articles"]:
        head = article if article.endswith("'") else f"{article} "
        if text.lower().startswith(head) and len(text) > len(head):
            return article, text[len(head) :]
    return "", text


def _keys(name: str) -> Iterator[str]:
    """Yield how a name is written as a source: a French text puts its own article for an English one."""
    article, rest = _parted(name)
    own = _settings()["articles"] if article == "the" or not article else [article]
    yield from (f"{one}|{rest}" for one in own)
    if not article:
        yield f"|{rest}"


def _read(name: str) -> Iterator[str]:
    """Yield the keys under which the name of a source is looked up: "le journal Le Lac", "Anne Roche, Le Lac"."""
    for part in (name, *name.split(", ")[1:]):
        article, rest = _parted(part)
        yield f"{article}|{rest}"
        noun, _, after = rest.partition(" ")
        if article and after and noun in _settings()["nouns"]:
            article, rest = _parted(after)
            yield f"{article}|{rest}"


@cache
def _settings() -> Mapping[str, list[str]]:
    return tomllib.loads((resources.files(__package__) / "media.toml").read_text(encoding="utf-8"))


_KEPT: WeakKeyDictionary[Packs, Register] = WeakKeyDictionary()


def register_of(packs: Packs) -> Register:
    """Return the register of some packs, made once."""
    if packs not in _KEPT:
        _KEPT[packs] = Register(packs)
    return _KEPT[packs]
