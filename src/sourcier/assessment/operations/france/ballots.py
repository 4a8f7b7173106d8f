"""Elections, referendums and votes of a parliament: which one a claim speaks of, by its kind, its day and its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from sourcier.assessment.comparison import is_imprecise
from sourcier.assessment.computations import Row
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import (
    fold,
    neutral_words,
    patterns,
    read_words,
    stem,
    stop_words,
    tokenise,
)
from sourcier.assessment.operations.france.parties import party_names
from sourcier.assessment.scope import Scope, Word, scope_of
from sourcier.assessment.tables import Tables
from sourcier.core.article import Lang
from sourcier.core.findings import Comparison, NumberComparison
from sourcier.core.language import Comparator, Grain, Quantity, TimeInterval
from sourcier.evidence.packs import Resource

LONG, SHORT = 8, 3
"""Letters of a word that others may continue; of an abbreviation."""
KINDS = ("presidential", "european", "referendum", "censure", "confidence", "congress", "act", "legislative")
"""Kinds of ballot, as the labels of the tables name them; the first that a label names."""
RECENT = timedelta(days=60)
"""How long a ballot is meant without a date or its name."""
LASTING = timedelta(days=900)
"""How long "la présidentielle", "les législatives" are the last ones."""

JUST = timedelta(days=12)
"""How long after a round no other one is meant."""
COUNTRY = "FRA"
NATIONAL = frozenset({"france", "francais", "francaise", "french", "l'hexagone", "les francais"})
"""Names that mean the whole country."""
CONDITIONAL = ("erait", "eraient", "irait", "iraient", "urait", "uraient", "drait", "draient", "vrait", "vraient")
EVER = read_words("vote_words", "ever")
"""A comparison with all elections there were, which no short table can make."""
HERE = frozenset({"person", "institution"})
LANGS: tuple[Lang, ...] = ("fr", "en")
TELLS_NO_MATTER = frozenset({"VERB", "AUX", "ADP"})
"""Parts of speech of words that say nothing of what a vote was about."""
HOUSE = frozenset(map(stem, read_words("vote_words", "house_labels")))
"""Words of labels that tell nothing, for every vote of a house has them."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One round of an election, one referendum, one vote of a house."""

    resource: Resource
    id: str
    day: date
    kind: str
    round: str
    """`first_round`, `second_round`, else empty."""
    label_fr: str
    label_en: str
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Votes or seats by option."""
        return {row["option"] or "": int(float(row["count"] or 0)) for row in self.rows}


class Ballots:
    """All ballots of some packs: tallies whose options are candidates, lists, or the yes and no of a house."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    @cached_property
    def all(self) -> tuple[Ballot, ...]:
        """Every ballot of a known kind, in the packs' order."""
        return tuple(
            ballot
            for resource in self.tables.of_shape("tally")
            if resource.column("candidate") is not None or resource.column("unit") is not None
            for ballot in _read(resource)
        )

    @cached_property
    def topics(self) -> dict[str, frozenset[str]]:
        """Stems that tell each ballot from others of its kind: of its labels, without the words of any kind."""
        return {one.id: _topic(one) for one in self.all}


def _topic(ballot: Ballot) -> frozenset[str]:
    words = tokenise(f"{ballot.label_fr} . {ballot.label_en}")
    hits = [hit for lang in LANGS for hit in patterns("ballots", "sense", lang).find(words)]
    kinds = {stem(word) for start, end, sense in hits if sense in KINDS for word in words[start:end]}
    return (
        frozenset(stem(word) for word in words if not word.isdigit()) - stop_words() - neutral_words() - kinds - HOUSE
    )


def _read(resource: Resource) -> Iterable[Ballot]:
    rows: dict[str, list[Row]] = {}
    for row in resource.rows():
        rows.setdefault(row["tally"] or "", []).append(row)
    for tally, options in rows.items():
        label = options[0]["label_fr"] or ""
        senses = senses_in(label)
        kind = next((one for one in KINDS if one in senses), "")
        if kind:
            yield Ballot(
                resource=resource,
                id=tally,
                day=date.fromisoformat((options[0]["date"] or "")[:10]),
                kind=kind,
                round=next((one for one in ("first_round", "second_round") if one in senses), ""),
                label_fr=label,
                label_en=options[0]["label_en"] or "",
                rows=tuple(options),
            )


def senses_in(label: str) -> frozenset[str]:
    """Return the senses of `data/ballots.tsv` that a French label holds."""
    return frozenset(sense for _, _, sense in patterns("ballots", "sense", "fr").find(tokenise(label)))


def ballots_of(tables: Tables) -> Ballots:
    """Return the ballots of some tables, indexed once."""
    return tables.once(Ballots)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sentence of a claim as far as ballots go."""

    claim: Scope
    """The claim's own words: its figures, and what it asserts."""
    whole: Scope
    """Its sentence: which ballot, whose figure."""
    senses: dict[str, tuple[tuple[int, int], ...]]
    """Word ranges of the sentence by sense (`data/ballots.tsv`)."""

    def has(self, *names: str) -> bool:
        """Say whether any of the senses stands in the sentence."""
        return any(name in self.senses for name in names)

    def asserts(self, *names: str) -> bool:
        """Say whether any of the senses stands in the claim's own words."""
        first, last = self.claim.words[0].span.start, self.claim.words[-1].span.end
        return any(
            self.whole.words[start].span.start >= first and self.whole.words[end - 1].span.end <= last
            for name in names
            for start, end in self.senses.get(name, ())
        )


def spoken_of(scope: Scope, desk: Desk) -> Spoken | None:
    """Return the sentence around a claim; None where it speaks of other ballots, of wishes, or of what may be."""
    if not scope.words or scope.is_future:
        return None
    around = next((one.span for one in desk.draft.sentences if one.span.contains(scope.claim.span)), scope.claim.span)
    whole = scope_of(desk.draft, scope.claim, desk.tables, span=around)
    senses: dict[str, list[tuple[int, int]]] = {}
    for start, end, sense in whole.find("ballots", "sense"):
        senses.setdefault(sense, []).append((start, end))
    if "blocked" in senses or any(_is_conditional(word) for word in whole.words):
        return None
    return Spoken(scope, whole, {name: tuple(found) for name, found in senses.items()})


def _is_conditional(word: Word) -> bool:
    """Say whether a French verb stands in the conditional: by its endings too, which the model often misses."""
    token = word.token
    return "Cnd" in token.morph.get("Mood", []) or (
        token.pos_ in {"VERB", "AUX"} and token.text.lower().endswith(CONDITIONAL)
    )


def held_in(spoken: Spoken, ballots: Iterable[Ballot], today: date, time: TimeInterval | None) -> list[Ballot]:
    """Return those of some ballots of one kind that a claim may mean: of its date, else the last before publication.

    Without a date the last election, all its rounds, is meant for some time by its name, and for weeks without.
    """
    past = [one for one in ballots if one.day <= today]
    if time is not None:
        return [one for one in past if _is_within(one.day, time)]
    if not past:
        return []
    last = max(one.day for one in past)
    reach = LASTING if spoken.has(next(one.kind for one in past if one.day == last)) else RECENT
    return [one for one in past if one.day.year == last.year] if today - last <= reach else []


def _is_within(day: date, time: TimeInterval) -> bool:
    if time.start is None or time.end is None or time.mod not in {"at", "approx", "during"}:
        return False
    slack = timedelta(days=1) if time.grain is Grain.DAY else timedelta(0)
    return time.start - slack <= day < time.end + slack


def is_apart(spoken: Spoken, time: TimeInterval) -> bool:
    """Say whether a time is only what another is measured by: "plus haut qu’en 2017", "than in 2017"."""
    at = spoken.whole.at(time.span)
    return bool({"que", "qu", "than"} & {word.folded for word in spoken.whole.words[max(at - 2, 0) : at + 1]})


def days_of(spoken: Spoken) -> list[TimeInterval]:
    """Return the times of the sentence that may place a ballot."""
    return [one for one in spoken.whole.times if one.mod in {"at", "approx", "during"} and not is_apart(spoken, one)]


def counts(figure: Quantity, sense: str, lang: Lang) -> bool:
    """Say whether a figure counts `seat`s or `ballot`s, by its noun."""
    words = tokenise(" ".join(filter(None, (figure.unit, figure.of))))
    return figure.per is None and any(each == sense for _, _, each in patterns("ballots", "sense", lang).find(words))


def is_short(comparison: Comparison, figure: Decimal) -> bool:
    """Say whether a plain figure has the right order and is wrong; a bound that is missed is only wrong."""
    plain = isinstance(comparison, NumberComparison) and comparison.comparator in {Comparator.EQ, Comparator.APPROX}
    return plain and bool(figure) and is_imprecise(comparison, figure)


def common(spoken: Spoken, ballot: Ballot, tables: Tables) -> int:
    """Return how many words that tell a ballot from others of its kind stand in the sentence, its verbs left out.

    What was done with a text ("written", "inscrit") tells no more of it than "against" does. A word counts with those
    that it begins ("constitution", "constitutionnalisation"), and letters that begin words of the label in a row for
    those words ("IVG").
    """
    words = [word for word in spoken.whole.words if word.token.pos_ not in TELLS_NO_MATTER or word.token.dep_ == "amod"]
    said = {stem(word.folded) for word in words}  # the model takes "loi immigration" for a verb in an adjective's place
    topic = ballots_of(tables).topics[ballot.id]
    found = sum(
        any(
            one == word or (len(one) >= LONG and word.startswith(one)) or (len(word) >= LONG and one.startswith(word))
            for word in said
        )
        for one in topic
    )
    short = [word.folded for word in spoken.whole.words if word.token.text.isupper() and len(word.folded) >= SHORT]
    initials = [
        "".join(word[0] for word in tokenise(label) if stem(word) not in stop_words())
        for label in (ballot.label_fr, ballot.label_en)
    ]
    return found + sum(any(one in letters for letters in initials) for one in short)


def names_party(spoken: Spoken) -> bool:
    """Say whether a sentence names a party that a table knows."""
    return bool(party_names("", "", spoken.whole.lang).find([word.folded for word in spoken.whole.words]))


def is_elsewhere(spoken: Spoken, topic: Collection[str] = ()) -> bool:
    """Say whether a sentence names something besides candidates, parties and France: most often a place.

    A candidate's share in a town, or abroad, is another figure.
    """
    whole = spoken.whole
    known = {at for found in spoken.senses.values() for start, end in found for at in range(start, end)}
    parties = party_names("", "", whole.lang).find([word.folded for word in whole.words])
    known |= {at for start, end, _ in parties for at in range(start, end)}
    known |= {at for at, word in enumerate(whole.words) if any(stem(word.folded)[:LONG] == one[:LONG] for one in topic)}
    return any(at not in known and _is_strange(whole, at) for at in range(len(whole.words)))


def _is_strange(whole: Scope, at: int) -> bool:
    """Say whether a word belongs to a name that is no person's, no institution's, and not the country's."""
    word = whole.words[at]
    mention = next((one for one in whole.mentions if one.span.contains(word.span)), None)
    if mention is not None:
        is_ours = mention.entity_id == COUNTRY and (mention.is_adjective or fold(mention.text) in NATIONAL)
        return not is_ours and mention.kind not in HERE
    is_name = word.token.text[:1].isupper() and (at > 0 or word.token.pos_ == "PROPN")
    return is_name and word.role not in {"time", "stop", "number", "unit"}
