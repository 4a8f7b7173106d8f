"""What an author is to be asked about an article: which claims and quotations, and what about each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sourcier.core.claims import Checkability, ClaimKind
from sourcier.core.findings import Verdict
from sourcier.core.spans import Span
from sourcier.core.testimony import QuoteStatus
from sourcier.dossier.exports.charging import SET_APART, accused, block_of, charged
from sourcier.dossier.exports.records import ClaimRecord, FindingRecord, Gathered
from sourcier.dossier.report.records import QuoteView

_WORTH = 0.5
"""Open claims below it are not asked about: the odds are that no reader would want them checked."""
_MOST_OPEN = 10
"""Open claims asked about at most, those most worth checking: nobody answers a letter of forty questions."""
_UNFAITHFUL = frozenset({QuoteStatus.ALTERED, QuoteStatus.TRUNCATED, QuoteStatus.MISATTRIBUTED})


class Matter(StrEnum):
    """What a question is about, in the order of the letter."""

    REFUTED = "refuted"
    """Evidence says otherwise, and a person has signed that."""
    CONFLICTING = "conflicting"
    """Pieces of evidence differ, and a person has signed that."""
    NUANCED = "nuanced"
    """A person has signed a verdict between true and false in the newsroom's own word; the evidence does not differ."""
    UNVERIFIED = "unverified"
    """Evidence says otherwise, or differs, by the program's word alone: it is put as a question, and no more."""
    QUOTATION = "quotation"
    """The quoted words stand otherwise in their document."""
    ACCUSATION = "accusation"
    """The article lays a fault to somebody's charge, or tells of a case in court."""
    WHO = "who"
    """It does not say whom it has it from, or where the words were said."""
    FIGURE = "figure"
    FACT = "fact"


_OPEN = frozenset({Matter.WHO, Matter.FIGURE, Matter.FACT})
_AGAINST = frozenset({Matter.REFUTED, Matter.CONFLICTING, Matter.NUANCED, Matter.UNVERIFIED})


@dataclass(frozen=True, slots=True)
class Question:
    """One question: about claims of one sentence, or about one quotation."""

    matter: Matter
    claims: tuple[ClaimRecord, ...] = ()
    """Of a quotation: the claim that it belongs to, if any."""
    quote: QuoteView | None = None
    sentence: Span | None = None
    """Of an accusation that no claim was read in: it names no deed, and so is filed as opinion, or as vague."""

    @property
    def is_told(self) -> bool:
        """Whether the article has it from somebody else, who is made to say it."""
        said = [one.shown.claim for one in self.claims if one.shown]
        return bool(said) and all(one.source.kind != "author" for one in said)

    @property
    def is_signed(self) -> bool:
        """Whether people have decided all that it is about."""
        return bool(self.claims) and all(one.standing.last is not None for one in self.claims)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The article's words that it is about."""
        if self.sentence is not None:
            return (self.sentence,)
        return (self.quote.finding.quote,) if self.quote else tuple(claim.span for claim in self.claims)

    @property
    def place(self) -> tuple[int, bool, Span]:
        """Where it stands in the letter: of what evidence is held against, the author's own words come first."""
        return list(Matter).index(self.matter), self.matter in _AGAINST and self.is_told, min(self.spans)


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions in the order of the letter, and how many claims are left out."""

    questions: tuple[Question, ...]
    minor: int
    """Open claims of less interest."""
    unsettled: int
    """Claims that are not asked about because two decisions on them differ, or because somebody added them and nobody
    has decided them."""


def asked(gathered: Gathered) -> Asked:
    """Return what is to be asked.

    What people decided comes before what the program says. A claim taken out is not asked about; nor is one on which
    people differ, nor one that somebody added, until it is decided.
    """
    quotes, handled = _quotations(gathered)
    open_to = [one for one in gathered.claims if not one.is_out and one.id not in handled]
    settled = [one for one in open_to if not _is_unsettled(one)]
    findings: dict[str | None, list[FindingRecord]] = {}
    for finding in gathered.findings:
        findings.setdefault(finding.claim_id, []).append(finding)
    found = [
        (one, matter) for one in settled if (matter := _matter(one, gathered, findings.get(one.id, []))) is not None
    ]
    matters = _said_once(found, gathered)
    minor = [one for one, matter in matters if matter in _OPEN]
    kept = sorted((one for one in minor if _worth(one) >= _WORTH), key=lambda one: -_worth(one))[:_MOST_OPEN]
    left = {one.id for one in minor} - {one.id for one in kept}
    accusing = [Question(Matter.ACCUSATION, sentence=span) for span in accused(gathered)]
    questions = [*quotes, *accusing, *_together([pair for pair in matters if pair[0].id not in left])]
    return Asked(
        questions=tuple(sorted(questions, key=lambda one: one.place)),
        minor=len(left),
        unsettled=len(open_to) - len(settled),
    )


def _is_unsettled(claim: ClaimRecord) -> bool:
    return claim.is_disputed or (claim.shown is None and claim.standing.last is None)


def _worth(claim: ClaimRecord) -> float:
    """Return what an editor would give for knowing: a claim that a person decided is always worth it."""
    return claim.shown.claim.worth if claim.shown and claim.standing.last is None else 1.0


def _quotations(gathered: Gathered) -> tuple[list[Question], set[str]]:
    """Return the questions on quotations, and the claims that they answer for: that somebody said so."""
    owners = {one.id: one.claim_id for one in gathered.findings if one.kind == "quotation"}
    claims = {one.id: one for one in gathered.claims}
    questions: dict[Span, Question] = {}
    handled: set[str] = set()
    for quote in gathered.shown.quotes:
        claim = claims.get(owners.get(quote.finding.id) or "")
        if quote.finding.status not in _UNFAITHFUL or (claim is not None and _is_let_stand(claim)):
            continue
        owned = (claim,) if claim is not None else ()
        questions.setdefault(quote.finding.quote, Question(Matter.QUOTATION, owned, quote))
        if claim is not None and _rests_on_quotations(claim, set(owners)):
            handled.add(claim.id)
    return list(questions.values()), handled


def _is_let_stand(claim: ClaimRecord) -> bool:
    """Say whether people took a quotation's claim out, differ on it, or hold it to be right."""
    return claim.is_out or claim.is_disputed or claim.standing.verdict is Verdict.SUPPORTED


def _rests_on_quotations(claim: ClaimRecord, quotations: set[str]) -> bool:
    named = set(claim.assessment.finding_ids) if claim.assessment else set()
    return named <= quotations and (bool(named) or _kind(claim) is ClaimKind.QUOTE)


def _matter(claim: ClaimRecord, gathered: Gathered, findings: Sequence[FindingRecord]) -> Matter | None:
    """Return what to ask about a claim: by the person's verdict where one stands, else by the program's.

    What the author rejects is asked about where it turns out to be right. No source is asked for what a table bears
    out, unless a person has left it open.
    """
    is_signed = claim.standing.last is not None
    verdict = claim.standing.verdict if is_signed else claim.verdict
    said = claim.shown.claim if claim.shown else None
    if said is not None and said.is_unsaid:
        return None
    if verdict is Verdict.CONFLICTING or (not is_signed and _differ(findings)):
        if is_signed and claim.standing.rating and not _has_two_sides(findings):
            return Matter.NUANCED
        return Matter.CONFLICTING if is_signed else Matter.UNVERIFIED
    if verdict in {Verdict.REFUTED, Verdict.SUPPORTED}:
        against = Matter.REFUTED if is_signed else Matter.UNVERIFIED
        return against if (verdict is Verdict.REFUTED) != claim.is_denied else None
    if claim.is_denied or not _may_be_asked(claim) or (not is_signed and _is_borne_out(findings)):
        return None
    if charged(claim, gathered) is not None:
        return Matter.ACCUSATION
    if not is_signed and block_of(claim, gathered) in SET_APART:
        return None
    if said is None:
        return Matter.FIGURE if any(char.isdigit() for char in _words(claim, gathered)) else Matter.FACT
    if said.kind is ClaimKind.QUOTE or said.source.kind == "unnamed":
        return None if _is_found(findings) else Matter.WHO
    return Matter.FIGURE if said.quantities else Matter.FACT


def _has_two_sides(findings: Sequence[FindingRecord]) -> bool:
    """Say whether what was found on a claim, by the program or by people, is not of one mind."""
    found = {one.verdict for one in findings if one.decides or one.kind == "added"}
    return Verdict.CONFLICTING in found or {Verdict.SUPPORTED, Verdict.REFUTED} <= found


def _said_once(matters: Sequence[tuple[ClaimRecord, Matter]], gathered: Gathered) -> list[tuple[ClaimRecord, Matter]]:
    """Return the claims without what a title accuses of where the text below it accuses too."""
    titled = {one.id: block_of(one, gathered) in SET_APART for one, matter in matters if matter is Matter.ACCUSATION}
    if all(titled.values()):
        return list(matters)
    return [(one, matter) for one, matter in matters if not titled.get(one.id)]


def _may_be_asked(claim: ClaimRecord) -> bool:
    """Say whether anybody could answer for an open claim: no prediction, no opinion, unless a person decided it."""
    nothing = {Checkability.NOT_CHECKABLE, Checkability.NOT_YET}
    return claim.standing.last is not None or claim.shown is None or claim.shown.claim.checkability not in nothing


def _differ(findings: Sequence[FindingRecord]) -> bool:
    """Say whether what the program's verdict rests on speaks for the claim and against it."""
    deciding = [one for one in findings if one.decides]
    against = {Verdict.REFUTED, Verdict.CONFLICTING}
    return any(one.verdict in against for one in deciding) and any(
        one.kind == "passage" and one.verdict is Verdict.SUPPORTED for one in deciding
    )


def _is_borne_out(findings: Sequence[FindingRecord]) -> bool:
    """Say whether a table has what the claim says, and none has it otherwise."""
    said = {one.verdict for one in findings if one.kind == "table"}
    return Verdict.SUPPORTED in said and Verdict.REFUTED not in said


def _is_found(findings: Sequence[FindingRecord]) -> bool:
    """Say whether a document has the quoted words as they stand."""
    return any(one.kind == "quotation" and one.verdict is Verdict.SUPPORTED for one in findings)


def _kind(claim: ClaimRecord) -> ClaimKind | None:
    return claim.shown.claim.kind if claim.shown else None


def _words(claim: ClaimRecord, gathered: Gathered) -> str:
    return claim.span.of(gathered.dossier.article.text)


def _together(matters: Sequence[tuple[ClaimRecord, Matter]]) -> Iterator[Question]:
    """Return the questions on claims: open ones of one sentence are one, what evidence is told on is one of its own.

    A fact told beside a figure is asked about with it.
    """
    groups: dict[tuple[object, Matter], list[ClaimRecord]] = {}
    figures = {_about(claim) for claim, matter in matters if matter is Matter.FIGURE}
    for claim, matter in matters:
        about: object = claim.id if matter in _AGAINST else _about(claim)
        kind = Matter.FIGURE if matter is Matter.FACT and about in figures else matter
        groups.setdefault((about, kind), []).append(claim)
    for (_, matter), claims in groups.items():
        yield Question(matter, tuple(claims))


def _about(claim: ClaimRecord) -> object:
    """Return what claims that are asked about together share: the sentence, and who says it."""
    if claim.sentence is None or claim.shown is None:
        return claim.id
    source = claim.shown.claim.source
    return claim.sentence, source.kind, source.name
