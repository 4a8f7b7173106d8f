"""Claims of an article against the fact-checks of a library: findings that show what agreed and what did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from sourcier.assessment.comparison import show_day
from sourcier.assessment.factchecks.across import tell
from sourcier.assessment.factchecks.matching import Match, Matcher
from sourcier.assessment.factchecks.ratings import rated
from sourcier.assessment.factchecks.sameness import differences
from sourcier.assessment.factchecks.topics import Topics
from sourcier.assessment.factchecks.usual import FactChecks
from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.vetoes import Features, agreements, features_of, features_of_claim
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.claims import Checkability, Claim
from sourcier.core.findings import Signal
from sourcier.core.ids import make_id
from sourcier.core.library import FactCheck
from sourcier.core.testimony import FactCheckFinding, Veto, VetoKind
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer

LIKELY = 0.7
"""Probability from which a fact-check is held against a claim, word for word."""
WORTH = 0.1
"""Likewise in the other language, where words tell little before they are held against each other (across.py)."""
READ_CLOSELY = 5
"""Candidates held against one claim at most: the parser reads each."""
FEWEST_TERMS = 4
"""Words with a meaning of their own; a claim with fewer ("Il a gagné deux fois") is like too many others."""
LONGEST_RATING = 5
"""Words; a longer rating is a sentence, and is quoted as one."""


def check_factchecks(
    draft: Draft, claims: Sequence[Claim], library: FactChecks, *, gazetteer: Gazetteer | None = None
) -> tuple[FactCheckFinding, ...]:
    """Return the fact-checks that check a claim of the article, and those that nearly do, with their vetoes.

    Claims in order, the likeliest fact-check of each first. One finding among others: what a publisher has rated is
    shown, and decides nothing alone.

    Args:
        draft: The article as read.
        claims: Its claims; those that nothing could check are passed over.
        library: What holds the fact-checks.
        gazetteer: The names that the draft was read with; None for the installed packs'.
    """
    asked = [claim for claim in claims if _is_asked(claim)]
    if not asked:
        return ()
    matcher = Matcher(library)
    if not len(matcher):
        return ()
    topics = Topics(library.encoder)
    return tuple(finding for claim in asked for finding in _findings(draft, claim, matcher, topics, gazetteer))


def _is_asked(claim: Claim) -> bool:
    return claim.checkability is not Checkability.NOT_CHECKABLE and len(terms(claim.anchor.exact)) >= FEWEST_TERMS


def _findings(
    draft: Draft, claim: Claim, matcher: Matcher, topics: Topics, gazetteer: Gazetteer | None
) -> Iterator[FactCheckFinding]:
    lang = draft.article.lang
    found = matcher.find(
        claim.anchor.exact,
        lang,
        numbers=[str(one.low) for one in claim.quantities if one.low is not None and one.low == one.high],
        names=[mention.text for mention in claim.entities],
    )
    firsts = (match for match in found if match.factcheck is match.twins[0] and not _is_itself(match.factcheck, draft))
    passing = (match for match in firsts if match.probability >= (LIKELY if match.factcheck.lang == lang else WORTH))
    likely = sorted(passing, key=lambda match: -match.probability)[:READ_CLOSELY]
    if not likely:
        return
    own = features_of_claim(draft, claim, gazetteer=gazetteer)
    for match in likely:
        reviewed, title = read_closely(match.factcheck, gazetteer)
        likelihood, vetoes = hold_against(own, reviewed, match.probability, topics, title=title)
        if likelihood < LIKELY:
            continue
        yield FactCheckFinding(
            id=make_id("fcf", claim.id, match.factcheck.id),
            claim_id=claim.id,
            factcheck=match.factcheck,
            probability=likelihood,
            clock=_clock(match.factcheck, draft.article.published),
            statement=state(match.factcheck, vetoes, draft.article.published, lang),
            signals=(_wording(match, claim, lang), *agreements(own, reviewed, beside=title)),
            vetoes=vetoes,
            rated=rated(match.factcheck.rating, match.factcheck.lang),
        )


def hold_against(
    claim: Features, reviewed: Features, probability: float, topics: Topics, *, title: Features | None = None
) -> tuple[float, tuple[Veto, ...]]:
    """Return how likely two claims are the same once they are read, and what makes them two.

    In two languages the words themselves decide: what was likely before they were read, and is no longer, gets what
    each side has alone for a veto.

    Args:
        claim: The article's.
        reviewed: The fact-check's.
        probability: Before they were read.
        topics: Vectors of the library's encoder.
        title: Of the fact-check.
    """
    vetoes = differences(claim, reviewed, title=title, topics=topics)
    if vetoes or claim.lang == reviewed.lang:
        return probability, vetoes
    told = tell(claim, reviewed, topics)
    if told.probability >= LIKELY:
        return round(told.probability, 4), ()
    ours, theirs = told.ours or claim.text, told.theirs or reviewed.text
    return probability, (Veto(VetoKind.TOPIC, ours, theirs),)


def _is_itself(factcheck: FactCheck, draft: Draft) -> bool:
    """Say whether the article is the fact-check."""
    return factcheck.url is not None and factcheck.url == draft.article.url


def read_closely(factcheck: FactCheck, gazetteer: Gazetteer | None = None) -> tuple[Features, Features | None]:
    """Return what a fact-check's claim can be compared by, and its title, as of the day of the claim."""
    texts = [factcheck.claim, *([factcheck.title] if factcheck.title else [])]
    day = factcheck.claimed or factcheck.published
    claim, *titles = features_of(texts, factcheck.lang, day, gazetteer=gazetteer)
    return claim, titles[0] if titles else None


def _clock(factcheck: FactCheck, published: date | None) -> Literal["publication", "now"]:
    """Return "publication" for what was there on the article's day; "now" where a date is missing."""
    if factcheck.published is None or published is None:
        return "now"
    return "publication" if factcheck.published <= published else "now"


def _wording(match: Match, claim: Claim, lang: Lang) -> Signal:
    detail = say("factcheck_words", lang, share=f"{match.shared:.0%}".replace("%", " %" if lang == "fr" else "%"))
    return Signal("wording", match.shared, detail, claim.anchor.exact, match.factcheck.claim)


def state(factcheck: FactCheck, vetoes: Sequence[Veto], published: date | None, lang: Lang) -> str:
    """Return what the fact-check is to the claim, in a sentence of the article's language.

    >>> check = FactCheck("1", "La lune est creuse.", "Faux", "AFP Factuel", "fr", published=date(2022, 3, 3))
    >>> state(check, (), date(2023, 1, 9), "fr")
    'AFP Factuel a vérifié la même affirmation le 3 mars 2022 et l’a jugée « Faux ».'
    >>> state(check, (), date(2021, 1, 9), "en")
    'After this article appeared, AFP Factuel checked the same claim on 3 March 2022 and rated it “Faux”.'
    """
    kind = "other" if vetoes else "concludes" if len(factcheck.rating.split()) > LONGEST_RATING else "same"
    if kind == "same" and not factcheck.rating.strip():
        kind = "unrated"
    several = "_several" if factcheck.publisher.startswith(("Les ", "Des ")) else ""
    is_later = factcheck.published is not None and published is not None and factcheck.published > published
    words = {
        "publisher": factcheck.publisher,
        "day": say("factcheck_day", lang, day=show_day(factcheck.published, lang)) if factcheck.published else "",
        "rating": factcheck.rating.strip().rstrip("."),
    }
    if vetoes:
        said = [_difference(one, lang) for one in vetoes]
        words["differences"] = say("factcheck_and", lang).join(said)
    plain = say(f"factcheck_{kind}{several}", lang, **words)
    return say("factcheck_later", lang, said=plain) if is_later else plain


def _difference(veto: Veto, lang: Lang) -> str:
    if not veto.claim_side:
        return say("factcheck_denied_there", lang)
    if not veto.evidence_side:
        return say("factcheck_denied_here", lang)
    kind = say(f"differs_{veto.kind}", lang)
    return say("factcheck_differs", lang, kind=kind, here=veto.claim_side, there=veto.evidence_side)
