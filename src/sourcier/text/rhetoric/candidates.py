"""Where the cues of the lexicon stand in a text: one walk over the tokens' hashes, patterns tried where one is hit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from spacy.attrs import IDX, IS_TITLE, LEMMA, LOWER, MORPH, POS
from spacy.strings import StringStore
from spacy.symbols import ADJ, ADP, ADV, AUX, DET, NOUN, PROPN, VERB

from sourcier.core.article import BlockKind
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.rhetoric.lexicon import NEUTRAL, Lexicon
from sourcier.text.rhetoric.patterns import Cue, Element, match

PARTS = {"n": frozenset({NOUN, PROPN}), "a": frozenset({ADJ}), "v": frozenset({VERB})}
"""What the tagger calls the parts of speech of the lexicon."""
SLOTS = {"noun": NOUN, "adj": ADJ, "verb": VERB}
NOT = {"n": frozenset({VERB, AUX, ADV}), "a": frozenset({AUX}), "v": frozenset({NOUN, PROPN, ADP, DET})}
"""What a cue is certainly not, whatever it looks like: "livre" the noun is no form of "livrer"."""
VERBS = frozenset({VERB, AUX})
TENSES = {"past": ("Tense=Past", False), "present": ("Tense=Pres", True), "future": ("Tense=Fut", True)}
"""What the morphology of a tense holds, and whether only finite forms count."""
PLACES = frozenset({"state", "city", "place", "region", "territory", "capital"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue where it stands."""

    cue: Cue
    start: int
    """Its first token."""
    end: int
    """The token behind its last."""
    extends: bool
    sentence: int
    """Index of its sentence."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The text as the finder reads it: three plain lists of integers, and the tokens that stand in what was found."""

    lower: list[int]
    lemma: list[int]
    pos: list[int]
    places: frozenset[int]
    demonyms: frozenset[int]
    named: frozenset[int]
    """In the mention of anybody or anything."""
    capitals: frozenset[int]
    """They begin with a capital and go on in small letters."""
    persons: frozenset[int]
    states: frozenset[int]
    figures: frozenset[int]
    times: frozenset[int]
    tenses: Mapping[str, frozenset[int]]
    """Verbs by what their form says: past (participles too), present, future."""
    sentences: tuple[tuple[int, int], ...]
    """First token of each sentence, and the token behind it."""

    @classmethod
    def of(cls, draft: Draft) -> Tokens:
        """Return the tokens of a draft."""
        columns = draft.doc.to_array([LOWER, LEMMA, POS, IS_TITLE, MORPH, IDX]).T.tolist()
        lower, lemma, pos, titles, morphs, starts = columns
        mentions = [(one, _under(starts, one.span)) for one in draft.mentions]
        proper = [(one.kind, under) for one, under in mentions if not one.is_adjective]
        return cls(
            lower=lower,
            lemma=lemma,
            pos=pos,
            places=_joined(under for kind, under in proper if kind in PLACES),
            demonyms=_joined(under for one, under in mentions if one.is_adjective),
            named=_joined(under for _, under in mentions),
            capitals=frozenset(at for at, is_title in enumerate(titles) if is_title),
            persons=_joined(under for kind, under in proper if kind == "person"),
            states=_joined(under for kind, under in proper if kind == "state"),
            figures=_joined(_under(starts, one.span) for one in draft.quantities),
            times=_joined(_under(starts, one.span) for one in draft.times),
            tenses=_tenses(pos, morphs, draft.doc.vocab.strings),
            sentences=tuple((under.start, under.stop) for under in (_under(starts, s.span) for s in draft.sentences)),
        )


def _tenses(pos: list[int], morphs: list[int], strings: StringStore) -> dict[str, frozenset[int]]:
    """Return the verbs of each tense: the few forms of a language's grammar are read once, the tokens are integers."""
    said = {form: strings[form] if form else "" for form in set(morphs)}
    found = {}
    for name, (mark, finite) in TENSES.items():
        forms = {form for form, text in said.items() if mark in text and (not finite or "VerbForm=Fin" in text)}
        found[name] = frozenset(at for at, form in enumerate(morphs) if form in forms and pos[at] in VERBS)
    return found


def _under(starts: list[int], span: Span) -> range:
    """Return the tokens that begin under a span: `Draft.tokens` without the cost of a spaCy object."""
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _joined(runs: Iterable[range]) -> frozenset[int]:
    return frozenset(chain.from_iterable(runs))


def find_candidates(draft: Draft, tokens: Tokens, lexicon: Lexicon) -> list[Candidate]:
    """Return every cue of the text in reading order; of two that overlap, the longer one.

    Cues inside an expression that is neutral ("régime de retraite") are left out.
    """
    found: list[Candidate] = []
    for number, (sentence, (first, last)) in enumerate(zip(draft.sentences, tokens.sentences, strict=True)):
        if sentence.block is not BlockKind.FURNITURE:
            found.extend(_in_sentence(number, first, last, tokens, lexicon))
    return found


def _in_sentence(number: int, first: int, last: int, tokens: Tokens, lexicon: Lexicon) -> Iterator[Candidate]:
    by_form, by_lemma, people = lexicon.by_form, lexicon.by_lemma, lexicon.surroundings["people"]

    def fits(element: Element, at: int) -> bool:
        if element.slot:
            return _is_in_slot(element.slot, at, tokens, people)
        return tokens.lower[at] in element.forms or tokens.lemma[at] in element.lemmas

    hits: list[Candidate] = []
    for at in range(first, last):
        form, lemma = tokens.lower[at], tokens.lemma[at]
        if form not in by_form and lemma not in by_lemma:
            continue
        for pattern in (*by_form.get(form, ()), *by_lemma.get(lemma, ())):
            matched = match(pattern, at, first, last, fits)
            if matched is not None and not _is_other_word(pattern.cue, matched, first, tokens):
                hits.append(Candidate(pattern.cue, *matched, extends=pattern.extends, sentence=number))
    if hits:
        yield from _apart(hits, tokens)


def _is_other_word(cue: Cue, matched: tuple[int, int], first: int, tokens: Tokens) -> bool:
    """Say whether a word is only written like a cue: another part of speech, or a name inside the sentence."""
    start, end = matched
    if end - start > 1 or cue.part not in NOT:
        return False
    return tokens.pos[start] in NOT[cue.part] or (start in tokens.capitals and start > first)


def _is_in_slot(slot: str, at: int, tokens: Tokens, people: frozenset[int]) -> bool:
    if slot == "place":
        return at in tokens.places or (tokens.pos[at] == PROPN and at not in tokens.named)
    if slot == "demonym":
        return at in tokens.demonyms
    if slot == "people":
        return tokens.lower[at] in people or tokens.lemma[at] in people
    if slot == "future":
        return at in tokens.tenses["future"]
    return tokens.pos[at] == int(SLOTS[slot])


def _apart(hits: list[Candidate], tokens: Tokens) -> list[Candidate]:
    """Return hits that do not overlap, the longest first served, without those inside a neutral expression.

    Of two readings of one word the tagger chooses: "barbares" is a noun that names, or an adjective that judges.
    """

    def rank(hit: Candidate) -> tuple[int, bool, bool, int]:
        is_other_part = bool(hit.cue.part in PARTS and tokens.pos[hit.start] not in PARTS[hit.cue.part])
        stands_alone = "<" not in hit.cue.expression
        return hit.start - hit.end, stands_alone, is_other_part, hit.start

    neutral = [one for one in hits if one.cue.technique == NEUTRAL]
    taken: list[Candidate] = []
    for hit in sorted((one for one in hits if one.cue.technique != NEUTRAL), key=rank):
        is_hidden = any(one.start <= hit.start and hit.end <= one.end for one in neutral)
        if not is_hidden and not any(hit.start < other.end and other.start < hit.end for other in taken):
            taken.append(hit)
    return sorted(taken, key=lambda one: one.start)
