"""A claim as matching sees it: words with their concepts, who, when, how much, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from sourcier.assessment.anniversaries import with_anniversaries, with_impersonal
from sourcier.assessment.bare_counts import with_bare_counts
from sourcier.assessment.fractions import with_fractions, with_scores
from sourcier.assessment.groups import fixed_groups
from sourcier.assessment.larger import names_another
from sourcier.assessment.lexicon import features, fold, neutral_words, patterns, stem, stop_words
from sourcier.assessment.place_names import is_place_by_capital
from sourcier.assessment.portions_said import with_portions
from sourcier.assessment.tables import Tables
from sourcier.assessment.tallied import with_tallies
from sourcier.core.article import Lang
from sourcier.core.claims import Claim
from sourcier.core.language import Mention, Quantity, TimeInterval
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token

COMMON = frozenset({"group"})
"""Kinds of entity named by ordinary words ("armée russe"): matching reads these words like any other."""
THAN = ("than", "unlike", "contrairement", "que", "qu")
LINKED = 4
"""Words between "que" and the name it measures by: "que celle de la", "than that of the"."""
FUTURE = ("rai", "ras", "ra", "rons", "rez", "ront")


@dataclass(frozen=True, slots=True)
class Word:
    """One token of the claim."""

    token: Token
    folded: str
    features: frozenset[str]
    role: str
    """What it belongs to: `entity`, `time`, `number`, `unit`, `stop`, `neutral`, else empty: it must be understood."""
    is_a_peoples: bool = True
    """A name of it may be that of a people; those of a town or a firm that a table has figures of are not."""

    @property
    def span(self) -> Span:
        """Where it stands in the article."""
        return Span(self.token.idx, self.token.idx + len(self.token))


@dataclass(frozen=True, slots=True)
class Scope:
    """What a claim says, in parts. Lists are in reading order."""

    claim: Claim
    lang: Lang
    published: date | None
    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    """Linked mentions; of the sentence when the claim itself names nobody."""
    unlinked: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeInterval, ...]
    cues: dict[str, tuple[tuple[int, int], ...]] = field(hash=False)
    """Word ranges by cue (`data/cues.tsv`)."""

    def has(self, *names: str) -> bool:
        """Say whether any of the cues stands in the claim."""
        return any(name in self.cues for name in names)

    def find(self, table: str, key: str) -> tuple[tuple[int, int, str], ...]:
        """Return (start, end, meaning) of a vocabulary's patterns in the claim's words."""
        return patterns(table, key, self.lang).find([word.folded for word in self.words])

    def at(self, span: Span) -> int:
        """Return the index of the first word at or after a span's start."""
        starts = (at for at, word in enumerate(self.words) if word.token.idx >= span.start)
        return next(starts, len(self.words))

    def concepts(self) -> frozenset[str]:
        """Return all features of all words."""
        return frozenset().union(*(word.features for word in self.words)) if self.words else frozenset()

    def is_yardstick(self, mention: Mention) -> bool:
        """Say whether a name only stands for what another is measured by: "plus vite que l’Allemagne", "than X’s"."""
        at = self.at(mention.span)
        return any(0 <= at - end <= LINKED for word in THAN for end in self._ends(word, before=at))

    def _ends(self, folded: str, *, before: int) -> list[int]:
        compared = [end for cue in ("greater", "smaller", "equal") for _, end in self.cues.get(cue, ())]
        places = (at for at, word in enumerate(self.words[:before]) if word.folded == folded)
        # "que" follows a comparative at a word or two; without one it opens a clause.
        return [at + 1 for at in places if folded not in {"que", "qu"} or any(0 <= at - end <= 2 for end in compared)]

    @property
    def is_unplaced(self) -> bool:
        """Say whether it gives a time by an event that nothing dates: "à la fin de la guerre froide"."""
        return not self.times and self.has("unplaced_time")

    @property
    def is_future(self) -> bool:
        """Say whether the main verb is in the future."""
        if self.lang == "en":
            return any(word.folded in {"will", "shall", "'ll"} and word.role != "time" for word in self.words)
        # The model takes "réunit" for a future now and then; a future has its endings.
        verbs = (word for word in self.words if word.role != "time" and "Fut" in word.token.morph.get("Tense", []))
        # "aura passé seize ans" looks back.
        return any(verb.folded.endswith(FUTURE) and verb.token.dep_ not in {"aux", "aux:tense"} for verb in verbs)

    @property
    def is_looking_back(self) -> bool:
        """Say whether a future is only that of a look back: "aura passé seize ans"."""
        return any(word.token.dep_ == "aux:tense" and "Fut" in word.token.morph.get("Tense", []) for word in self.words)

    @property
    def is_past(self) -> bool:
        """Say whether it speaks of the past only: no finite verb in the present."""
        tenses = {
            (tense, tuple(word.token.morph.get("VerbForm", [])))
            for word in self.words
            for tense in word.token.morph.get("Tense", [])
        }
        finite = {tense for tense, form in tenses if "Fin" in form or not form}
        return bool(finite & {"Past", "Imp"}) and "Pres" not in finite

    @property
    def is_adrift(self) -> bool:
        """Say whether it gives a time that nothing places: "l’an dernier" in an article without a date."""
        return (self.published is None and self.has("relative_time")) or any(
            time.start is None and time.end is None for time in self.times
        )

    @property
    def is_negated(self) -> bool:
        """Say whether a negation bears on the claim's verb."""
        return any("neg" in word.token.dep_ or word.token.morph.get("Polarity", []) == ["Neg"] for word in self.words)


def scope_of(
    draft: Draft, claim: Claim, tables: Tables, *, span: Span | None = None, borrowed: Sequence[Mention] = ()
) -> Scope:
    """Return the scope of a claim.

    Args:
        draft: The article.
        claim: The claim.
        tables: What the packs know by name.
        span: Other words that stand for the claim: its sentence.
        borrowed: Names from around the claim, for one that names nobody itself.
    """
    span = span or claim.span
    lang = draft.article.lang
    tokens = [token for token in draft.tokens(span) if not token.is_space]
    folded = [fold(token.text).rstrip("'") or "'" for token in tokens]
    quantities, times = _inside(draft.quantities, span), _inside(draft.times, span)
    quantities = tuple(one for one in quantities if not _is_inside_a_word(one, draft.article.text))
    times = with_anniversaries(times, tokens, folded, draft.article.published)
    times, quantities = with_impersonal(times, quantities, tokens, folded, draft.article.published)
    quantities = with_scores(tokens, folded, with_fractions(tokens, folded, quantities, lang))
    quantities = with_portions(tokens, folded, with_tallies(tokens, folded, quantities, lang), lang)
    if tokens:
        said = draft.article.text[tokens[0].idx : span.end]
        quantities = with_bare_counts(said, tokens, folded, quantities, lang)
    mentions = _named(_inside(draft.mentions, span), quantities, tokens, folded, tables, lang)
    addresses = [one.span for one in mentions if one.entity_id and one.kind in {"institution", "state"}]
    quantities = tuple(  # "10 Downing Street" counts nothing
        one for one in quantities if not any(each.contains(one.number or one.span) for each in addresses)
    )
    dated = [*(one.span for one in times), *(one.span for one in quantities)]
    mentions = tuple(
        replace(one, entity_id=None)
        if tables.is_listed(one.entity_id or "") and names_another(one.span, tokens, folded, dated, lang)
        else one
        for one in mentions
    )
    proper = {token.idx for token in tokens if token.pos_ == "PROPN"}
    # A common noun with the capital of its sentence ("Coal generated …") is nobody's name.
    mentions = tuple(
        one
        for one in mentions
        if one.entity_id
        or any(one.span.start <= at < one.span.end for at in proper)
        or (one.kind == "place" and is_place_by_capital(one, tokens))
    )
    roles = [
        "entity" if not role and tables.state_named(stem(plain)) else role
        for role, plain in zip(_roles(tokens, folded, mentions, quantities, times, lang), folded, strict=True)
    ]
    apart = [one.span for one in mentions if one.entity_id in tables.counted - tables.states]
    words = tuple(
        Word(
            token,
            plain,
            found | {stem(fold(token.lemma_))} | _pieces(plain),
            role,
            is_a_peoples=not any(one.contains(Span(token.idx, token.idx + len(token))) for one in apart),
        )
        for token, plain, found, role in zip(tokens, folded, features(folded, lang), roles, strict=True)
    )
    cues: dict[str, list[tuple[int, int]]] = {}
    for start, end, meaning in patterns("cues", "cue", lang).find(folded):
        cues.setdefault(meaning, []).append((start, end))
    return Scope(
        claim=claim,
        lang=lang,
        published=draft.article.published,
        text=span.of(draft.article.text),
        words=words,
        mentions=tuple(one for one in mentions if one.entity_id) or tuple(borrowed),
        unlinked=tuple(one for one in mentions if not one.entity_id),
        quantities=quantities,
        times=times,
        cues={name: tuple(found) for name, found in cues.items()},
    )


def _is_inside_a_word(quantity: Quantity, text: str) -> bool:
    """Say whether a number is the second part of a word: "under-five mortality"."""
    before = text[max(quantity.span.start - 2, 0) : quantity.span.start]
    return len(before) == len("r-") and before[1] in "-‑" and before[0].isalpha()


def _is_measured(quantity: Quantity) -> bool:
    """Say whether a figure's unit is a measure ("%", "USD", "a") and no counted noun."""
    return (len(quantity.unit) <= 3 and not quantity.unit.islower()) or quantity.unit in {"a", "mo", "t", "d", "pp"}


def _pieces(folded: str) -> frozenset[str]:
    """Return the stems of the parts of a hyphenated word: "Poutine-Kim" names both."""
    return frozenset(stem(piece) for piece in folded.split("-") if len(piece) > 2) if "-" in folded else frozenset()


_Found = TypeVar("_Found", Mention, Quantity, TimeInterval)


def _inside(found: Iterable[_Found], span: Span) -> tuple[_Found, ...]:
    return tuple(one for one in found if span.start <= one.span.start and one.span.end <= span.end)


def _named(
    mentions: Sequence[Mention],
    quantities: Sequence[Quantity],
    tokens: Sequence[Token],
    folded: Sequence[str],
    tables: Tables,
    lang: Lang,
) -> tuple[Mention, ...]:
    """Return the mentions, with organisations that only this vocabulary or another capitalisation names.

    "la monnaie unique" is the euro area, "les Brics" the BRICS: a reader of tables must know, a gazetteer that
    links names for every purpose need not.
    """
    found = []
    for mention in mentions:
        body = None if mention.entity_id else tables.organisation_named(mention.text)
        found.append(replace(mention, entity_id=body, kind="organisation") if body else mention)
    groups = patterns("groups", "group", lang).find(folded)
    for start, end, body in [*patterns("bodies", "organisation", lang).find(folded), *groups]:
        place = Span(tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1]))
        held = [one for one in found if one.span.overlaps(place)]
        if any(one.entity_id for one in held) or not (tables.is_listed(body) or body in fixed_groups()):
            continue
        if any(one.span.overlaps(place) for one in quantities):
            continue
        found = [one for one in found if one not in held]
        text = " ".join(token.text for token in tokens[start:end])
        found.append(Mention(span=place, text=text, kind="organisation", entity_id=body))
    return tuple(sorted(found, key=lambda one: one.span))


def _roles(
    tokens: Sequence[Token],
    folded: Sequence[str],
    mentions: Sequence[Mention],
    quantities: Sequence[Quantity],
    times: Sequence[TimeInterval],
    lang: Lang,
) -> list[str]:
    """Return what each token belongs to; the first that fits, from names to filler."""
    spans = [
        *((one.span, "entity" if one.entity_id else "unlinked") for one in mentions if one.kind not in COMMON),
        *((one.span, "time") for one in times),
        *((one.span if _is_measured(one) else one.number or one.span, "number") for one in quantities),
        *((one.span, "unit") for one in quantities),
    ]
    roles = []
    for token, plain in zip(tokens, folded, strict=True):
        place = Span(token.idx, token.idx + len(token))
        role = next((name for span, name in spans if span.overlaps(place)), "")
        if not role:
            root = stem(plain)
            if token.is_punct or token.like_num or root in stop_words(lang) or not any(map(str.isalnum, plain)):
                role = "stop"
            elif root in neutral_words(lang) or stem(fold(token.lemma_)) in neutral_words(lang):
                role = "neutral"
        roles.append(role)
    return roles
