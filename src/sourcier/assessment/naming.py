"""How the packs name what they measure: each label and term as the features of its content words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sourcier.assessment.lexicon import features, fold, neutral_words, read_words, stem, stop_words, tokenise
from sourcier.assessment.tables import Tables
from sourcier.assessment.understanding import concepts_of
from sourcier.assessment.units import family_of
from sourcier.core.article import Lang
from sourcier.evidence.packs import Resource

LANGS: tuple[Lang, ...] = ("fr", "en")
ASIDE = re.compile(r"\([^)]*\)")
CHANGES = read_words("claim_words", "changes")
"""Stems by which a definition says that the figure is itself a change."""
NEIGHBOUR = re.compile(r"\([^)]*\b(?:voisine?|identique|related|akin|not the same|identical)\b[^)]*\)")
"""An aside by which a pack says that a term is of a kindred notion: it is understood, but names nothing here."""
NARROWER = {":war": ":conflict", ":fdi": ":investment", ":exile": ":refugee"}
"""Concepts within wider ones: a name that says the narrower is not met by the wider ("guerres" by "conflits")."""
TAILS = frozenset({"from"})
"""Prepositions at the end of a term that make its sense: "refugees from" is not "refugees in"."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name a measure: the features of each of its content words."""

    text: str
    parts: tuple[frozenset[str], ...]
    is_example: bool = False
    """It named one state's people ("réfugiés ukrainiens"): the claim must name somebody's as well."""
    tail: str = ""
    """The preposition that it ends in and that makes its sense ("refugees from"), folded; empty without one."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that some table holds: a series, or one measure of a table of estimates."""

    resource: Resource
    measure: str
    """Id of an estimate's measure; empty for a series."""
    unit: str
    names: tuple[Name, ...]
    label: tuple[frozenset[str], ...]
    """Features of the label's content words, what stands in brackets left out."""
    known: frozenset[str]
    """All features of its label, terms, definition and unit."""

    @property
    def named(self) -> frozenset[str]:
        """All features of its names, without what only its definition says."""
        score = {":score"} if self.unit == "score" else ()  # "la note du Royaume-Uni à l’indice …"
        return frozenset().union(score, *self.label, *(part for name in self.names for part in name.parts))

    @property
    def is_total(self) -> bool:
        """Say whether the figure is of a whole country, and grows with it: tonnes, dollars, people."""
        return " per " not in self.unit and family_of(self.unit) not in {"percent", "years", "score", ""}

    @property
    def is_change(self) -> bool:
        """Say whether the figure is itself a rate of change, as inflation and growth are."""
        return family_of(self.unit) == "percent" and bool(CHANGES & self.known)

    def title(self, lang: Lang) -> str:
        """Return what is measured, for a reader."""
        if self.measure:
            mine = {name.text for name in self.names}
            said = next((term for term in self.resource.terms.get(lang, ()) if term in mine), "")
            title = said or self.measure.replace("_", " ")
            return title[:1].upper() + title[1:]
        return self.resource.label.get(lang) or self.resource.name


class Namer:
    """Reads measures out of tables, with what names states kept apart from what is measured."""

    def __init__(self, tables: Tables) -> None:
        self._states = tables.name_words

    def _parts(self, text: str, lang: Lang) -> tuple[frozenset[str], ...]:
        """Return the features of a name's content words; names of states and filler left out."""
        words = tokenise(ASIDE.sub(" ", text))
        parts = []
        for word, found in zip(words, features(words), strict=True):
            root = stem(word)
            is_filler = root in neutral_words() and not concepts_of(found)
            if root in stop_words(lang) or word.isdigit() or word == "%":
                continue
            if root not in self._states and not is_filler:
                parts.append(found - {wider for own, wider in NARROWER.items() if own in found})
        return tuple(dict.fromkeys(parts))

    def _names(self, texts: Iterable[tuple[str, Lang]]) -> tuple[Name, ...]:
        names = (
            Name(
                text,
                self._parts(text, lang),
                is_example=any(stem(word) in self._states for word in tokenise(text)),
                tail=last if (last := fold(text).split()[-1]) in TAILS else "",
            )
            for text, lang in texts
            if text.strip() and not NEIGHBOUR.search(text)
        )
        return tuple(name for name in names if name.parts)

    def series(self, resource: Resource) -> Measure:
        """Return the measure that a series holds."""
        labels = [(resource.label[lang], lang) for lang in LANGS if lang in resource.label]
        terms = [(term, lang) for lang in LANGS for term in resource.terms.get(lang, ())]
        texts = [*labels, *terms]
        definitions = [resource.definition.get(lang, "") for lang in LANGS]
        known = features(tokenise(" . ".join([*(text for text, _ in texts), *definitions, resource.unit])))
        label = tuple(part for text, said_in in labels[:1] for part in self._parts(text, said_in))
        return Measure(resource, "", resource.unit, self._names(texts), label, frozenset().union(*known))

    def estimates(self, resource: Resource) -> list[Measure]:
        """Split a table of estimates into its measures, each with the terms that share its id's concepts."""
        units: dict[str, str] = {}
        for row in resource.rows():
            units.setdefault(row["measure"] or "", row.get("unit") or "")
        own = {each: self._parts(each.replace("_", " "), "en") for each in units}
        mine = {each: frozenset().union(*parts, frozenset()) for each, parts in own.items()}
        terms: dict[str, list[tuple[str, Lang]]] = {each: [] for each in units}
        every = [(term, tongue) for tongue in LANGS for term in resource.terms.get(tongue, ())]
        for term, lang in every:
            said = concepts_of(frozenset().union(*self._parts(term, lang), frozenset()))
            shared = {each: len(said & mine[each]) for each in units}
            most = max(shared.values(), default=0)
            for each in units:
                if most and shared[each] == most:
                    terms[each].append((term, lang))
        found = []
        for measure, unit in units.items():
            words = measure.replace("_", " ")
            explained = [text for lang in LANGS for text in _explained(resource.definition.get(lang, ""), measure)]
            known = features(tokenise(" . ".join([words, *(term for term, _ in terms[measure]), *explained, unit])))
            names = self._names([(words, "en"), *terms[measure]])
            label = tuple(part for part in own[measure] if concepts_of(part))
            found.append(Measure(resource, measure, unit, names, label, frozenset().union(*known)))
        return found


def _explained(definition: str, measure: str) -> list[str]:
    """Return what a definition says of one measure: "killed : tués ; wounded : blessés"."""
    hit = re.search(rf"\b{re.escape(measure)}\s*:\s*([^.;]*)", definition)
    return [hit.group(1)] if hit else []
