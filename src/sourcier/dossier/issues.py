"""What a reader must know about a dossier before reading it: no date, a date to come, hardly any text."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.core.article import Article
from sourcier.core.claims import Claim
from sourcier.core.dossier import Issue, Run
from sourcier.dossier.report.words import words

JUDGE = "sourcier-entailment"
"""Under this name a run records the model that judged its passages."""
_FEW_WORDS = 40
"""Below this a page was probably not extracted: the shortest wire items of our examples have 60 words."""


def find_issues(
    article: Article, claims: Sequence[Claim], run: Run, failed: Sequence[tuple[Claim, Exception]] = ()
) -> tuple[Issue, ...]:
    """Return the issues of a whole article, in the article's language; `failed` are claims the program tripped over."""
    say = words(article.lang)
    count = len(article.text.split())
    issues: list[Issue] = []

    def note(slug: str, stage: str, **values: object) -> None:
        issues.append(Issue(slug=slug, stage=stage, message=say(f"issue.{slug}", **values)))

    if article.published is None:
        note("no-date", "ingest")
    elif run.now is not None and article.published > run.now:
        note("future-date", "ingest", day=say.day(article.published), now=say.day(run.now))
    if count < _FEW_WORDS:
        note("short-text", "ingest", words=say.count("counted.words", count))
    if not claims:
        note("no-claims", "claims")
    if run.packs and run.now is None:
        note("packs-without-date", "evidence")
    if run.library is not None and not any(name == JUDGE for name, _ in run.models):
        note("no-judge", "assessment")
    for claim, error in failed:
        told = say("issue.internal", claim=claim.anchor.exact, error=f"{type(error).__name__}: {error}")
        issues.append(Issue("internal", "assessment", told, claim.span))
    return tuple(issues)
