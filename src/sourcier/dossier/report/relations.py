"""Who with whom, in words: the relations of a dossier as the page and the terminal show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.core.claims import Commitment, Polarity
from sourcier.core.relations import Modality, Relation
from sourcier.dossier.report.context import Context
from sourcier.dossier.report.records import DossierView
from sourcier.dossier.report.typography import one_line


@dataclass(frozen=True, slots=True)
class RelationView:
    """One relation in words."""

    relation: Relation
    subject: str
    object: str
    what: str
    """"soutien", "pas d'attaque"."""
    notes: tuple[str, ...]
    """What keeps it from being a plain fact: to come, possible, said by somebody, disputed."""
    sign: str
    """Cooperation or hostility in words, a dash where it is denied."""
    when: str
    who: str
    """Who says so."""
    sentence: str
    number: int
    """Of the claim in whose sentence it stands, 0 for none."""
    row: int
    """Its place in the table, from 1."""

    @property
    def is_hostile(self) -> bool:
        """Say whether it is done against the other side."""
        return self.relation.sign < 0

    @property
    def label(self) -> str:
        """Return what stands on the edge: "soutien (à venir)"."""
        return f"{self.what} ({', '.join(self.notes)})" if self.notes else self.what


@dataclass(frozen=True, slots=True)
class Edge:
    """The relations of one kind from one entity to another that read the same."""

    views: tuple[RelationView, ...]

    @property
    def first(self) -> RelationView:
        """Return the one that is named first."""
        return self.views[0]


def relation_views(shown: DossierView) -> tuple[RelationView, ...]:
    """Return the relations of a dossier in words, in reading order."""
    dossier = shown.dossier
    numbers = {claim.claim.id: claim.number for claim in shown.claims}
    near: dict[str, int] = {}
    for claim in shown.claims:
        near.setdefault(claim.claim.sentence_id, claim.number)
    sentences = {sentence.id: one_line(sentence.span.of(dossier.article.text)) for sentence in dossier.sentences}
    return tuple(
        _view(
            one,
            shown.context,
            sentences[one.sentence_id],
            numbers.get(one.claim_id or "", near.get(one.sentence_id, 0)),
            row,
        )
        for row, one in enumerate(dossier.relations, start=1)
    )


def _view(one: Relation, context: Context, sentence: str, number: int, row: int) -> RelationView:
    say = context.say
    is_negative = one.polarity is Polarity.NEGATIVE
    source = one.source
    who = one_line(source.name) if source.kind == "named" else say("unnamed" if source.kind == "unnamed" else "author")
    notes = []
    if one.modality is not Modality.ASSERTED:
        notes.append(say(f"ties.modality.{one.modality}"))
    if source.kind != "author":
        notes.append(say("ties.reported"))
    elif one.commitment in {Commitment.HEDGES, Commitment.DENIES}:
        notes.append(say(f"ties.{one.commitment}"))
    return RelationView(
        relation=one,
        subject=context.names.get(one.subject.entity_id, one_line(one.subject.entity_id)),
        object=context.names.get(one.object.entity_id, one_line(one.object.entity_id)),
        what=say(f"ties.not.{one.kind}" if is_negative else f"ties.{one.kind}"),
        notes=tuple(notes),
        sign="–" if is_negative else say("ties.hostile" if one.sign < 0 else "ties.cooperative"),
        when=one_line(one.time.text) if one.time is not None else "",
        who=who,
        sentence=sentence,
        number=number,
        row=row,
    )


def edges(views: Sequence[RelationView]) -> tuple[Edge, ...]:
    """Return the relations grouped by their two sides, their kind and their label; symmetric ones either way."""
    groups: dict[tuple[str, ...], list[RelationView]] = {}
    for view in views:
        one = view.relation
        sides = [one.subject.entity_id, one.object.entity_id]
        if one.is_symmetric:
            sides.sort()
        groups.setdefault((*sides, one.kind, view.label), []).append(view)
    return tuple(Edge(tuple(found)) for found in groups.values())
