"""Dossiers laid out once and kept: what a page shows of an edition before anybody decides."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sourcier.app.desk.store.dossiers import dossier_of
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.errors import NoDossier
from sourcier.app.desk.web.addresses import claim_path
from sourcier.core.article import Article
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.core.keeping import Kept
from sourcier.core.spans import Span
from sourcier.dossier.report.cards import card
from sourcier.dossier.report.parts import environment, known
from sourcier.dossier.report.records import ClaimView, DossierView
from sourcier.dossier.report.rhetoric import PassageView, passage_views
from sourcier.dossier.report.typography import cleaned, unbroken
from sourcier.dossier.report.verdicts import is_denied
from sourcier.dossier.report.views import view

MOST_KEPT = 24_000_000
"""Letters of the editions kept: a hundred articles of fifty claims."""
_AROUND = 160
"""Letters of context on each side of a claim that lies in no sentence."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A claim inside its sentence."""

    before: str
    words: str
    after: str

    @property
    def whole(self) -> str:
        """The sentence."""
        return f"{self.before}{self.words}{self.after}"


@dataclass(frozen=True, slots=True)
class LaidClaim:
    """One claim of the program's, ready to be shown."""

    id: str
    number: str
    span: Span
    sentence: int | None
    """Number of its sentence in the ledger, from 1."""
    kind: str
    status: str
    verdict: Verdict | None
    in_words: str
    """The verdict as the report puts it, in the article's language."""
    speaker: str
    is_denied: bool
    """The article holds the contrary of its words."""
    taken: tuple[str, ...]
    """How the article takes its words: the author's commitment, whether they are negated, who is made to say them."""
    excerpt: Excerpt
    says: str
    """Who says it and how firmly, in the article's language."""
    worth: str
    grounds: Markup
    """Readings, cells, charts, arithmetic, passages, fact-checks, caveats."""


@dataclass(frozen=True, slots=True)
class LaidSentence:
    """One sentence of the ledger."""

    number: int
    span: Span
    words: str
    claim_ids: tuple[str, ...]
    slug: str
    """Of the reason for carrying no claim; empty where it carries one."""


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One edition of a dossier, laid out."""

    id: str
    """Changes with each edition."""
    article: Article
    title: str
    about: str
    url: str | None
    coverage: str
    clocks: str
    issues: tuple[str, ...]
    claims: tuple[LaidClaim, ...]
    """In reading order."""
    sentences: tuple[LaidSentence, ...]
    reasons: tuple[tuple[str, str, str], ...]
    """Slug, name and explanation of each reason that occurs, commonest first."""
    passages: tuple[PassageView, ...]
    """Of the layer of persuasion."""
    layer: Markup
    """Legend of the layer; empty where nothing persuades by its form."""
    sections: Markup
    """Quotations, relations and media, behind the article."""
    origins: Markup
    """Packs and program."""
    text: Mapping[str, Any]
    """What the template of the text takes for granted."""

    @property
    def weight(self) -> int:
        """How many letters are kept of it."""
        grounds = sum(len(claim.grounds) for claim in self.claims)
        return len(self.article.text) * 4 + len(self.sections) + len(self.origins) + grounds

    def excerpt(self, span: Span) -> Excerpt:
        """Return some words of the article inside their sentence."""
        return _excerpt(self.article, span, next((s.span for s in self.sentences if s.span.overlaps(span)), None))


class Shelf:
    """The editions that were opened last. Each is laid out once, however many ask for it at the same time."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Keep nothing yet.

        Args:
            most: Letters that all editions together may have.
        """
        self._kept: Kept[str, Edition] = Kept(most=most, weigh=lambda one: one.weight)
        self._laying: dict[str, threading.Lock] = {}

    def edition(self, store: Store, article_id: str, id_: str) -> Edition:
        """Return the edition of an article that is its last one. Raises NoDossier."""

        def lay() -> Edition:
            with self._laying.setdefault(id_, threading.Lock()):
                return self._kept.get(id_, lambda: _lay(store, article_id))

        found = self._kept.get(id_, lay)
        self._laying.pop(id_, None)
        return found


def _lay(store: Store, article_id: str) -> Edition:
    stored = dossier_of(store, article_id)
    if stored is None:  # removed since
        raise NoDossier(f"the desk has no article {article_id}", article_id=article_id)
    return lay_out(stored.dossier, stored.edition)


def lay_out(dossier: Dossier, edition: str) -> Edition:
    """Return a dossier laid out; the words of the article, and of all that it rests on, are escaped."""
    shown = view(dossier)
    passages = passage_views(shown)
    ids = {claim.number: claim.claim.id for claim in shown.claims}
    given = known(shown, passages, to_claim=lambda number: claim_path(dossier.article.id, ids[number]))
    sections = environment().get_template("sections.html").make_module(dict(given))
    numbers = {entry.sentence_id: number for number, entry in enumerate(dossier.ledger.entries, start=1)}
    spans = {sentence.id: sentence.span for sentence in dossier.sentences}
    return Edition(
        id=edition,
        article=dossier.article,
        title=shown.title,
        about=shown.about,
        url=shown.url,
        coverage=shown.coverage,
        clocks=shown.clocks,
        issues=shown.issues,
        claims=_claims(shown, given, numbers, spans),
        sentences=tuple(
            LaidSentence(s.number, spans[entry.sentence_id], s.words, entry.claim_ids, s.slug)
            for s, entry in zip(shown.sentences, dossier.ledger.entries, strict=True)
        ),
        reasons=tuple((slug, name, why) for slug, name, why, _ in given["reasons"]),
        passages=passages,
        layer=_of(sections, "layer")(passages) if passages else Markup(),
        sections=Markup().join(
            (
                _of(sections, "quotations")(given["quotes"]),
                _of(sections, "relations")(given["ties"]),
                _of(sections, "media")(given["outlets"]),
            )
        ),
        origins=_of(sections, "packs")(given["run"]) + _of(sections, "made")(given["run"]),
        text={name: given[name] for name in ("say", "unbroken")},
    )


def _of(module: object, name: str) -> Callable[..., Markup]:
    macro: Callable[..., Markup] = getattr(module, name)
    return macro


def _claims(
    shown: DossierView, given: Mapping[str, Any], numbers: Mapping[str, int], spans: Mapping[str, Span]
) -> tuple[LaidClaim, ...]:
    evidence = environment().get_template("evidence.html").make_module(dict(given))
    verdicts = {one.claim_id: one.verdict for one in shown.dossier.assessments}
    speakers: Sequence[str] = tuple(dict.fromkeys(claim.speaker for claim in shown.claims))

    def laid(claim: ClaimView) -> LaidClaim:
        one = claim.claim
        return LaidClaim(
            id=one.id,
            number=str(claim.number),
            span=one.span,
            sentence=numbers.get(one.sentence_id),
            kind=str(one.kind),
            status=claim.status,
            verdict=verdicts.get(one.id),
            in_words=claim.verdict,
            speaker=claim.speaker,
            is_denied=is_denied(one),
            taken=(one.commitment, one.polarity, one.source.kind, one.source.name),
            excerpt=_excerpt(shown.dossier.article, one.span, spans.get(one.sentence_id)),
            says=claim.says,
            worth=claim.worth,
            grounds=_of(evidence, "grounds")(card(claim, speakers, shown.context), folded=True),
        )

    return tuple(laid(claim) for claim in shown.claims)


def _excerpt(article: Article, span: Span, sentence: Span | None) -> Excerpt:
    end = min(len(article.text), span.end + _AROUND)
    whole = sentence.cover(span) if sentence else Span(max(0, span.start - _AROUND), end)
    words = unbroken(cleaned(whole.of(article.text)), article.lang)  # as long as it was
    start, end = span.start - whole.start, span.end - whole.start
    return Excerpt(words[:start], words[start:end], words[end:])
