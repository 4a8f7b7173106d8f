"""What a newsroom sets: its rating scale, the language of the interface, who signs where there are no accounts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.errors import BadSetting
from sourcier.app.desk.store.folding import fold
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict

LANGUAGES = ("fr", "en")

_LONGEST = 60
_MOST_RATINGS = 40


@dataclass(frozen=True, slots=True)
class Rating:
    """A label of the newsroom's own, and the verdict it stands for."""

    label: str
    """Of dossiers in a language that has none of its own."""
    verdict: Verdict
    fr: str = ""
    """Of dossiers in French, where it is another."""
    en: str = ""

    def of(self, lang: Lang) -> str:
        """Return the label for a dossier in a language."""
        return (self.fr if lang == "fr" else self.en) or self.label


def ratings(store: Store) -> tuple[Rating, ...]:
    """Return the newsroom's scale, in its order; empty where the verdicts' own words are used."""
    return tuple(Rating(label, Verdict(verdict), *others) for label, verdict, *others in _get(store, "ratings") or ())


def set_ratings(store: Store, scale: Sequence[Rating]) -> None:
    """Set the newsroom's scale.

    Raises:
        BadSetting: A label is empty or too long, or stands twice in what a dossier of one language is decided by.
    """
    wanted = []
    for one in scale:
        others = [_line(each, "a rating") if each.strip() else "" for each in (one.fr, one.en)]
        wanted.append(Rating(_line(one.label, "a rating"), Verdict(one.verdict), *others))
    for lang in ("fr", "en"):
        if len({fold(one.of(lang)) for one in wanted}) < len(wanted):
            raise BadSetting("two ratings have the same label; one label stands for one verdict", name="ratings")
    if len(wanted) > _MOST_RATINGS:
        raise BadSetting(f"a scale has {_MOST_RATINGS} ratings at most", name="ratings")
    _set(store, "ratings", [(one.label, one.verdict.value, one.fr, one.en) for one in wanted])


def language(store: Store) -> str | None:
    """Return the language of the interface: fr or en; None where each browser's own is used."""
    found = _get(store, "language")
    return found if found in LANGUAGES else None


def set_language(store: Store, wanted: str | None) -> None:
    """Set the language of the interface. Raises BadSetting."""
    if wanted is not None and wanted not in LANGUAGES:
        raise BadSetting(f"the interface speaks {' and '.join(LANGUAGES)}, not {wanted[:20]!r}", name="language")
    _set(store, "language", wanted)


def signer(store: Store) -> str | None:
    """Return who signs decisions where there are no accounts; None where nobody was named."""
    found = _get(store, "signer")
    return found if isinstance(found, str) and found else None


def set_signer(store: Store, name: str) -> None:
    """Name who signs decisions where there are no accounts. Raises BadSetting."""
    _set(store, "signer", _line(name, "a name"))


def _line(text: str, what: str) -> str:
    cleaned = " ".join(text.split())
    if not cleaned or len(cleaned) > _LONGEST or not cleaned.isprintable():
        raise BadSetting(f"{what} has 1 to {_LONGEST} characters that print", value=cleaned)
    return cleaned


def _get(store: Store, name: str) -> Any:
    with store.read() as connection:
        found = connection.execute(select(tables.settings.c.value).where(tables.settings.c.name == name)).scalar()
    return None if found is None else json.loads(found)


def _set(store: Store, name: str, value: Any) -> None:
    written = json.dumps(value)
    with store.begin() as connection:
        connection.execute(
            tables.inserting(connection, tables.settings)
            .values(name=name, value=written)
            .on_conflict_do_update(index_elements=["name"], set_={"value": written})
        )
