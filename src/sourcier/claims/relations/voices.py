"""Who is made to say a relation: the claim that holds it, or the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sourcier.claims.attributing import LONGEST, attribution_cue
from sourcier.claims.lexicon import lexicon
from sourcier.claims.relations.chains import read_chain
from sourcier.claims.relations.nominals import Nominal
from sourcier.claims.relations.scene import Scene
from sourcier.claims.relations.ties import Tie
from sourcier.core.claims import AUTHOR, Claim, ClaimKind, Commitment, Source
from sourcier.core.language import TimeInterval
from sourcier.core.relations import Modality
from sourcier.core.spans import Span
from sourcier.text.draft import Draft

OUTSIDE = frozenset({"acl:relcl", "relcl", "appos", "parataxis"})
"""How a clause hangs on words that nobody is made to say."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it, how far the author stands behind it, and when it is said to be."""

    claim_id: str | None
    source: Source
    commitment: Commitment
    times: tuple[TimeInterval, ...] = ()


class Voices:
    """Who says what in one sentence."""

    def __init__(self, scene: Scene, claims: Sequence[Claim], draft: Draft) -> None:
        """Take a sentence and its claims."""
        self._scene = scene
        self._claims = sorted(claims, key=_shortest)
        self._draft = draft

    def of(self, tie: Tie, cue: Span) -> Voice | None:
        """Return who says a tie; None where somebody says it and the sentence does not tell who.

        The shortest claim that holds the cue decides. Words that only a quotation holds are those of the one who is
        quoted. Words that no claim holds ("le soutien de X à Y agace Z" may be opinion as a whole) are the author's
        where nobody speaks in the sentence.
        """
        claim = next((one for one in self._claims if one.span.contains(cue)), None)
        if claim is None:
            return None if self._has_speaker(cue) else Voice(None, *_unclaimed(tie))
        if claim.kind is ClaimKind.QUOTE and not _is_saying(claim, cue):
            speaker = tie.accuser or _speaker(claim, self._scene)
            if speaker is None:
                return None
            return Voice(claim.id, _named(speaker), Commitment.REPORTS, claim.times)
        if tie.accuser is not None and claim.source.kind != "named":
            reported = Commitment.REPORTS if claim.commitment is Commitment.ASSERTS else claim.commitment
            return Voice(claim.id, _named(tie.accuser), reported, claim.times)
        return Voice(claim.id, claim.source, claim.commitment, claim.times)

    def _has_speaker(self, cue: Span) -> bool:
        """Say whether a sentence has a verb of saying, an attributing phrase or quotation marks over the cue."""
        is_quoted = any(quote.span.contains(cue) for quote in self._draft.quotes)
        return is_quoted or self._is_attributed or not self._saying.isdisjoint(_over(self._scene, cue))

    @cached_property
    def _is_attributed(self) -> bool:
        tokens, words = self._scene.tokens, lexicon(self._draft.article.lang)
        return any(attribution_cue(list(tokens[at : at + LONGEST]), words) is not None for at in range(len(tokens)))

    @cached_property
    def _saying(self) -> frozenset[int]:
        """The indices in the text of the verbs of saying."""
        words = lexicon(self._draft.article.lang)
        verbs = (token for token in self._scene.tokens if token.pos_ in {"VERB", "AUX"})
        return frozenset(token.i for token in verbs if words.has(token, "say", "reckon"))


def _shortest(claim: Claim) -> tuple[bool, int, str]:
    return claim.kind is ClaimKind.QUOTE, len(claim.span), claim.id


def _is_saying(claim: Claim, cue: Span) -> bool:
    """Say whether the cue is the act of saying itself, which the author asserts: "condamne"."""
    return claim.source.cue is not None and claim.source.cue.overlaps(cue)


def _speaker(claim: Claim, scene: Scene) -> Nominal | None:
    """Return the subject of the verb of saying, before or behind it."""
    said = claim.source.cue
    at = scene.places.at(said.start) if said is not None else None
    if at is None:
        return None
    chain = read_chain(scene.tokens, at, scene.words)
    found = scene.subject(chain) if chain is not None else None
    found = found or scene.starting_at(at + 1)
    return found.members[0] if found is not None and not found.marker else None


def _named(one: Nominal) -> Source:
    mention = one.mention
    return Source(kind="named", name=mention.text, span=mention.span, entity_id=mention.entity_id)


def _unclaimed(tie: Tie) -> tuple[Source, Commitment]:
    if tie.accuser is not None:
        return _named(tie.accuser), Commitment.REPORTS
    return AUTHOR, Commitment.HEDGES if tie.modality is Modality.CONDITIONAL else Commitment.ASSERTS


def _over(scene: Scene, cue: Span) -> set[int]:
    """Return the indices in the text of the words over a cue, up to where a relative clause or an apposition ends."""
    found: set[int] = set()
    at = scene.places.at(cue.start)
    if at is None:
        return found
    token = scene.tokens[at]
    while token.head.i != token.i and token.dep_ not in OUTSIDE:
        token = token.head
        found.add(token.i)
    return found
