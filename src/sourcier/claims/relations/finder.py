"""Find who does what to whom in the sentences that name two entities."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations

from sourcier.claims.relations.frames import Words, words_of
from sourcier.claims.relations.listing import groups
from sourcier.claims.relations.nominals import ACTORS, Nominal, nominals
from sourcier.claims.relations.nouns import noun_ties
from sourcier.claims.relations.pronouns import stand_ins
from sourcier.claims.relations.scene import Scene
from sourcier.claims.relations.ties import Tie
from sourcier.claims.relations.verbs import verb_ties
from sourcier.claims.relations.voices import Voice, Voices
from sourcier.core.article import BlockKind
from sourcier.core.claims import Claim, Polarity
from sourcier.core.language import Mention, Sentence, TimeInterval
from sourcier.core.relations import Party, Relation
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token

QUESTION = " »”\"'’)\u00a0\u202f"
"""What may stand behind the mark that ends a sentence."""


def find_relations(draft: Draft, claims: Sequence[Claim]) -> tuple[Relation, ...]:
    """Return the relations that an article asserts between entities that the packs know, in reading order.

    Only sentences with two such entities and a word of ours are looked at. Each relation belongs to the claim that
    holds its cue. Where none does, it is the author's and belongs to no claim (`claim_id` is None); it is left out
    where somebody else speaks in the sentence.
    """
    words = words_of(draft.article.lang)
    by_sentence: dict[str, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.sentence_id, []).append(claim)
    linked = [one for one in draft.mentions if one.entity_id is not None and one.kind in ACTORS]
    starts = [one.span.start for one in linked]
    found: dict[str, Relation] = {}
    before: tuple[Sequence[Token], Sequence[Mention]] = ((), ())
    for sentence in draft.sentences:
        own = linked[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        tokens = [token for token in draft.tokens(sentence.span) if not token.is_space] if own else ()
        if own and sentence.block is not BlockKind.FURNITURE and any(words.is_cue(token) for token in tokens):
            taken_up = stand_ins(tokens, own, *before)
            all_own = sorted((*own, *taken_up), key=lambda one: one.span)
            if len({one.entity_id for one in all_own}) > 1:
                for relation in _in_sentence(draft, sentence, all_own, by_sentence.get(sentence.id, []), words):
                    found.setdefault(relation.id, relation)
        before = (tokens, own)
    return tuple(sorted(found.values(), key=lambda one: (one.cue, one.subject.span, one.object.span)))


def _in_sentence(
    draft: Draft, sentence: Sentence, mentions: Sequence[Mention], claims: Sequence[Claim], words: Words
) -> Iterator[Relation]:
    tokens = [token for token in draft.tokens(sentence.span) if not token.is_space]
    cues = [at for at, token in enumerate(tokens) if words.is_cue(token)]
    if not cues or sentence.span.of(draft.article.text).rstrip(QUESTION).endswith("?"):
        return
    if any(token.pos_ in {"NOUN", "PROPN"} and words.has(token, "apart") for token in tokens):
        return  # sports and fiction: the states are teams or characters
    scene = Scene(tokens, groups(tokens, nominals(tokens, mentions, words)), words)
    voices = Voices(scene, claims, draft)
    for at in cues:
        cue = Span(tokens[at].idx, tokens[at].idx + len(tokens[at].text))
        for tie in (*verb_ties(scene, at), *noun_ties(scene, at)):
            voice = voices.of(tie, cue)
            if voice is not None:
                yield from _relations(tie, cue, voice, sentence, scene)


def _relations(tie: Tie, cue: Span, voice: Voice, sentence: Sentence, scene: Scene) -> Iterator[Relation]:
    """Return one relation for each pair of the two lists, or for each pair within one list of equals."""
    if tie.is_mutual:
        pairs = list(combinations(tie.subjects, 2))
    else:
        pairs = [(one, other) for one in tie.subjects for other in tie.objects]
    for one, other in pairs:
        if one.entity_id != other.entity_id and _fits(tie, one, other):
            yield _relation(tie, one, other, cue, voice, sentence, scene)


def _fits(tie: Tie, one: Nominal, other: Nominal) -> bool:
    """Say whether the sides are of the kind that the cue asks for: states that "meet" may be teams."""
    if "both" in tie.flags:
        return one.is_leader and other.is_leader
    if "land" in tie.flags and not (other.is_land or other.is_force):
        return False
    if "force" in tie.flags and not (one.is_force or other.is_force):
        return False
    return "person" not in tie.flags or one.is_leader or other.is_leader


def _relation(
    tie: Tie, one: Nominal, other: Nominal, cue: Span, voice: Voice, sentence: Sentence, scene: Scene
) -> Relation:
    subject, object_ = one.mention, other.mention
    return Relation(
        id=Relation.key(tie.kind, subject.span, object_.span, cue, sentence.id),
        claim_id=voice.claim_id,
        sentence_id=sentence.id,
        subject=Party(one.entity_id, subject.span),
        object=Party(other.entity_id, object_.span),
        kind=tie.kind,
        sign=tie.kind.sign,
        is_symmetric=tie.kind.is_symmetric,
        polarity=Polarity.NEGATIVE if tie.is_negative else Polarity.POSITIVE,
        modality=tie.modality,
        cue=cue,
        source=voice.source,
        commitment=voice.commitment,
        time=_nearest(voice.times, cue, scene),
    )


def _nearest(times: Sequence[TimeInterval], cue: Span, scene: Scene) -> TimeInterval | None:
    """Return the time nearest to a cue, those of a relative clause behind it left out."""
    relative = scene.places.parted_from(cue.end)
    own = [time for time in times if relative is None or time.span.start <= relative]
    return min(own, key=lambda time: (abs(time.span.start - cue.start), time.span.start), default=None)
