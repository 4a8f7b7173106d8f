"""Rows of estimates, and whether a claim lays its figure to the one who issued them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

from sourcier.assessment.computations import Row
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import fold, patterns, stem, stop_words, tokenise
from sourcier.assessment.scope import Scope
from sourcier.assessment.tables import names_of
from sourcier.assessment.wording import issuer_name
from sourcier.core.article import Lang
from sourcier.core.spans import Span
from sourcier.evidence.packs import Resource
from sourcier.text.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
CLAUSES = frozenset({"acl", "acl:relcl", "relcl", "appos", "conj", "parataxis"})
LONGEST = 12
"""Words after "selon" that may name a source."""
LANGS: tuple[Lang, ...] = ("fr", "en")
FULL_NAME = 2
"""Words of a first name and a surname."""
SMALL = 5
"""Letters of an article or a preposition beside a name."""


@dataclass(frozen=True, slots=True)
class Said:
    """One row of a table of estimates."""

    resource: Resource
    row: Row

    @property
    def as_of(self) -> date:
        """The day the figure speaks of."""
        return date.fromisoformat((self.row["as_of"] or "")[:10])

    @property
    def issued(self) -> date:
        """The day it was published."""
        return date.fromisoformat((self.row["issued"] or self.row["as_of"] or "")[:10])


class Fit(IntEnum):
    """How well the words that name a source suit a row's issuer."""

    NONE = 0
    SIDE = 1
    """The same state speaks, by another mouth: "selon Kiev" and its president."""
    ISSUER = 2


@dataclass(frozen=True, slots=True)
class Laid:
    """Whom a claim lays its figure to."""

    spans: tuple[Span, ...]
    """The words that name them."""
    entities: tuple[str, ...]
    is_unnamed: bool
    """Somebody says it, and the text does not say who."""
    is_official: bool
    """A state speaks as such, and no single person or office of it: what it ever said, it said."""

    @property
    def is_laid(self) -> bool:
        """Say whether anybody is made to say it."""
        return bool(self.spans or self.entities or self.is_unnamed)


def laid_to(scope: Scope, desk: Desk) -> Laid:
    """Return whom a claim's figure is laid to: its source, who follows "selon", who does the counting."""
    source = scope.claim.source
    tokens = _sentence(scope, desk)
    announced = _announced(tokens, scope.lang)
    is_cited = source.span is not None and (
        not announced or any(one.overlaps(source.span) for one in announced)
    )  # "selon l’institut, l’Union a promis …": the one who promises says nothing
    spans = [source.span] if source.span is not None and is_cited and not _suffers(tokens, source.span, scope) else []
    spans += [one for one in (*announced, *_counting(tokens, scope, desk)) if one not in spans]
    named = [one for one in desk.draft.mentions if one.entity_id and any(span.overlaps(one.span) for span in spans)]
    own = [source.entity_id] if source.entity_id and spans[:1] == [source.span] else []
    ids = [*own, *(one.entity_id for one in named if one.entity_id)]
    return Laid(
        spans=tuple(spans),
        entities=tuple(dict.fromkeys(ids)),
        # "aurait perdu" is hearsay of nobody's: it is read as any figure given for a fact.
        is_unnamed=source.kind == "unnamed" and not (source.span is None and source.cue is None),
        is_official=any(_is_official(desk, span, scope.lang) for span in spans),
    )


def _is_official(desk: Desk, span: Span, lang: Lang) -> bool:
    """Say whether a state speaks as such: "Kiev", "les autorités ukrainiennes"; "un ministre ukrainien" does not."""
    words = [fold(token.text).rstrip("'") for token in desk.draft.tokens(span)]
    if patterns("speakers", "sense", lang).find(words):
        return True
    inside = [one for one in desk.draft.mentions if span.overlaps(one.span)]
    return any(
        desk.tables.states_behind(one.entity_id or "") and not one.is_adjective and len(one.span) + SMALL >= len(span)
        for one in inside
    )


def fit_of(laid: Laid, desk: Desk, one: Said) -> Fit:
    """Say how well a row's issuer suits whom a claim lays its figure to."""
    issuer, party = one.row["issuer"] or "", one.row["party"] or ""
    if issuer in laid.entities or any(_names_issuer(desk, span, one) for span in laid.spans):
        return Fit.ISSUER
    if desk.tables.packs.entity(issuer) is None and any(_is_called(issuer, _said(desk, span)) for span in laid.spans):
        return Fit.ISSUER
    words = {stem(word) for word in tokenise(issuer)}
    entity = desk.tables.packs.entity(issuer)
    whole = [{stem(word) for word in tokenise(name)} for name in names_of(entity)] if entity else []
    side = Fit.NONE
    for source in laid.entities:
        other = desk.tables.packs.entity(source)
        if other is None:
            continue
        names = [{stem(word) for word in tokenise(name)} for name in names_of(other)]
        if any(name and name <= words for name in names if other.kind != "state"):
            return Fit.ISSUER
        if other.kind == "organisation" and any(len(name) > 1 and name <= long for name in names for long in whole):
            return Fit.ISSUER
        if party and party in desk.tables.states_behind(source):
            side = Fit.SIDE
    if side and any(len(words & _telling(desk, span)) > 1 for span in laid.spans):
        return Fit.ISSUER
    return side


def _said(desk: Desk, span: Span) -> set[str]:
    return {stem(word) for word in tokenise(span.of(desk.draft.article.text))}


@cache
def _names(issuer: str) -> frozenset[str]:
    return frozenset({issuer, *(issuer_name(issuer, issuer, lang) for lang in LANGS)})


def _is_called(issuer: str, said: set[str]) -> bool:
    """Say whether words name an issuer that is no entity: by its name, by one of two that issue together, by surname.

    >>> _is_called("Ana Ruiz (minister)", {"ruiz"}), _is_called("Zorg and Blip", {"zorg"}), _is_called("Zorg", {"z"})
    (True, True, False)
    """
    small = stop_words() | {"et", "and", "de", "of", "the", "for", "pour"}
    for name in _names(issuer):
        head = re.split(r", | \(", name, maxsplit=1)[0]
        pieces = [[stem(word) for word in tokenise(piece)] for piece in re.split(r" and | et ", head)]
        if any(piece and set(piece) <= said for piece in pieces):
            return True
        is_person = len(pieces) == 1 and len(pieces[0]) == len(head.split()) == FULL_NAME and head != name
        if is_person and pieces[0][-1] in said and head.istitle():
            return True
        told = said - small
        if len(told) > 1 and told <= {word for piece in pieces for word in piece}:
            return True
    return False


def _telling(desk: Desk, span: Span) -> set[str]:
    """Return the content words of a source: "a declassified American report" is a declassified report."""
    tokens = desk.draft.tokens(span)
    return {stem(fold(token.text)) for token in tokens if token.pos_ in {"NOUN", "ADJ", "VERB"}}


def _names_issuer(desk: Desk, span: Span, one: Said) -> bool:
    """Say whether words hold a whole name of an issuer, its place left out where the row itself is of that place.

    "le ministère de la Santé de l’enclave", of a toll of Gaza, is the ministry of Gaza; of any other place it is not.
    """
    issuer = one.row["issuer"] or ""
    entity, subject = desk.tables.packs.entity(issuer), desk.tables.packs.entity(one.row["subject"] or "")
    if entity is None:
        return False
    said = {stem(word) for word in tokenise(span.of(desk.draft.article.text))}
    names = [{stem(word) for word in tokenise(name)} for name in names_of(entity)]
    if any(len(name) > 1 and name <= said for name in names):
        return True
    elsewhere = any(span.overlaps(each.span) for each in desk.draft.mentions if each.entity_id or each.kind == "place")
    if elsewhere or subject is None:
        return False
    place = {stem(word) for name in names_of(subject) for word in tokenise(name)}
    small = stop_words() | {"de", "la", "of", "the"}
    cores = [name - place - small for name in names if name & (place - small)]
    return any(len(core) > 1 and core <= said for core in cores)


def _sentence(scope: Scope, desk: Desk) -> list[Token]:
    found = (one.span for one in desk.draft.sentences if one.span.contains(scope.claim.span))
    span = next(found, scope.claim.span)
    return [token for token in desk.draft.tokens(span) if not token.is_space]


def _announced(tokens: Sequence[Token], lang: Lang) -> list[Span]:
    """Return the words after each "selon", "according to", up to a comma or a verb."""
    heads = patterns("attribution", "sense", lang).find([fold(token.text).rstrip("'") for token in tokens])
    found = []
    for _, end, _ in heads:
        rest = tokens[end : end + LONGEST]
        stop = next(
            (
                at
                for at, token in enumerate(rest)
                if (token.is_punct and token.text != "-") or token.pos_ in {"VERB", "AUX"}
            ),
            len(rest),
        )
        if stop:
            found.append(Span(rest[0].idx, rest[stop - 1].idx + len(rest[stop - 1])))
    return found


def _suffers(tokens: Sequence[Token], source: Span, scope: Scope) -> bool:
    """Say whether who is taken for a source is the one who loses: "l’armée ne déplorait pas …"."""
    hits = patterns("fallen", "sense", scope.lang).find([fold(token.text).rstrip("'") for token in tokens])
    verbs = {tokens[start].i for start, _, sense in hits if sense == "suffers"}
    return any(
        token.dep_ in SUBJECTS and token.head.i in verbs and source.start <= token.idx < source.end for token in tokens
    )


def _counting(tokens: Sequence[Token], scope: Scope, desk: Desk) -> list[Span]:
    """Return who says or counts: "Kiev reconnaît", "l’ONU recense"; an institute says whatever its verb is."""
    hits = patterns("saying", "sense", scope.lang).find([fold(token.text).rstrip("'") for token in tokens])
    verbs = {tokens[start].i: sense for start, _, sense in hits if tokens[start].pos_ in {"VERB", "AUX"}}
    places = [one.span for one in (*scope.mentions, *scope.unlinked) if one.kind in {"state", "place"}]
    found = []
    for token in tokens:
        if token.dep_ not in SUBJECTS:
            continue
        place = Span(token.idx, token.idx + len(token))
        under = [each for each in token.subtree if each.i <= token.i or each.dep_ not in CLAUSES]
        ends = sorted((each.idx, each.idx + len(each)) for each in under)
        whole = Span(ends[0][0], max(end for _, end in ends))
        sense = verbs.get(token.head.i)
        if sense == "counts" and any(one.overlaps(place) for one in places):
            continue  # "la France compte 290 têtes" has them, and says nothing
        if sense or _is_institute(desk, whole, token):
            found.append(whole)
    return found


def _is_institute(desk: Desk, span: Span, head: Token) -> bool:
    """Say whether words name an issuer that is no person and no state: whatever it does with a figure, it says it."""
    linked = {one.entity_id for one in desk.draft.mentions if one.entity_id and span.overlaps(one.span)}
    said = _said(desk, span)
    for issuer in _issuers(desk):
        entity = desk.tables.packs.entity(issuer)
        if entity is None and "(" not in issuer and head.pos_ in {"PROPN", "NOUN"} and _is_called(issuer, said):
            return True
        if (
            entity is not None
            and issuer in linked
            and entity.kind not in {"state", "person"}
            and issuer not in desk.tables.states
        ):
            return True
    return False


def _issuers(desk: Desk) -> frozenset[str]:
    rows = (row for one in desk.tables.of_shape("estimate") for row in one.rows())
    return frozenset(row["issuer"] or "" for row in rows)
