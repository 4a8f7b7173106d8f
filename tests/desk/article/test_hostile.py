"""Whatever an article, a pack, a passage or a reviewer says: its page has the elements of one with plain words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

import factory
from desk.web.payloads import payloads
from sourcier.app.desk.store.decisions import save
from sourcier.core.article import Block, BlockKind, Link
from sourcier.core.claims import Claim, ClaimKind, Commitment, Polarity, WorthReason
from sourcier.core.dossier import Dossier, Issue
from sourcier.core.findings import Candidate, Operation, Signal, Verdict
from sourcier.core.ids import digest
from sourcier.core.language import Entity, Sentence
from sourcier.core.library import FactCheck, Passage
from sourcier.core.relations import Modality, Party, Relation, RelationKind
from sourcier.core.revisions import Action, AddedEvidence, Revision, added_key
from sourcier.core.rhetoric import Persuasion, Technique
from sourcier.core.spans import Anchor, Span
from sourcier.core.testimony import (
    Edit,
    FactCheckFinding,
    PassageFinding,
    QuoteFinding,
    QuoteStatus,
    Veto,
    VetoKind,
)

PAYLOADS = payloads()
PLAIN = "mot"
PER_DOSSIER = 20
PAGES = ("", "/history", "/print", "/add", "/panel", "?verdict=refuted&review=open")
LEADS = {"href", "src", "action", "formaction", "hx-get", "hx-post", "xlink:href", "data", "srcdoc", "poster"}


class Elements(HTMLParser):
    """The elements of a page by name and names of attributes, and where they lead."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.leads: Counter[str] = Counter()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        # Where a claim stands, and how many pixels a chart has, differ with the words; that it has them does not.
        self.found[tag, tuple(sorted(name for name, _ in attrs))] += 1
        for name, value in attrs:
            if name in LEADS:
                is_ours = (value or "").startswith(("/", "#")) and (value or "")[1:2] not in {"/", "\\"}
                self.leads["here" if is_ours else value or ""] += 1

    handle_startendtag = handle_starttag

    def handle_comment(self, data):
        self.found["comment", ()] += 1

    def handle_decl(self, decl):
        self.found[decl, ()] += 1

    def handle_pi(self, data):
        self.found["instruction", ()] += 1

    def unknown_decl(self, data):
        self.found["declaration", ()] += 1


def passage(words: str) -> Passage:
    return Passage(
        id=f"psg-{digest(words)[:8]}",
        document_id="doc-1",
        text=words,
        anchor=Anchor.at(Span(0, len(words)), words),
        lang="fr",
        digest=digest(words),
        origin="org-1",
        location=words,
        title=words,
        url=words,
        publisher=words,
        published=date(2021, 8, 1),
    )


def made(words: list[str]) -> Dossier:
    """A dossier in which every word that is not the program's is one of these, a claim for each."""
    first = words[0]
    text, spans = "Au début. ", []
    for one in words:
        spans.append(Span(len(text), len(text) + len(one)))
        text += f"{one} fin. "
    of = replace(
        factory.article(text, title=first, publisher=first, url=first, byline=(first,)),
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        links=tuple(Link(one, span) for one, span in zip(words, spans, strict=True)),
    )
    sentences = [Sentence(f"sen-{n}", span, BlockKind.PARAGRAPH) for n, span in enumerate(spans)]
    sentences.insert(0, Sentence("sen-first", Span(0, 9), BlockKind.PARAGRAPH))
    claims = [
        Claim(
            id=f"clm-{number:016x}",
            article_id=of.id,
            sentence_id=f"sen-{number}",
            span=span,
            anchor=Anchor.at(span, text),
            focus=span,
            kind=ClaimKind.QUANTITY,
            source=factory.named(one),
            commitment=Commitment.REPORTS,
            polarity=Polarity.POSITIVE,
            checkability=factory.Checkability.CHECKABLE,
            worth=0.7,
            worth_reasons=(WorthReason("figure", 1.0, (one,)),),
        )
        for number, (one, span) in enumerate(zip(words, spans, strict=True))
    ]
    findings = [finding(claim, one) for claim, one in zip(claims, words, strict=True)]
    whole = factory.dossier(
        of,
        claims,
        findings=findings,
        assessments=[
            factory.assessment(
                claim,
                Verdict.REFUTED,
                [found],
                justification=one,
                considered=(Candidate(one, one, Operation.LOOKUP, 0.3, one, (Signal(one, 1.0, one, one, one),)),),
            )
            for claim, found, one in zip(claims, findings, words, strict=True)
        ],
        packs=[factory.pack(first, title=first, licences=(first,))],
        entities=[Entity("FRA", "state", first, first), Entity("DEU", "state", first, first)],
        issues=[Issue("short-text", "ingest", first)],
    )
    veto = Veto(VetoKind.NUMBER, first, first)
    entries = [entry for entry in whole.ledger.entries if not entry.claim_ids][:1]
    return replace(
        whole,
        sentences=tuple(sentences),
        ledger=replace(
            whole.ledger,
            entries=(
                replace(entries[0], sentence_id="sen-first"),
                *(factory.LedgerEntry(claim.sentence_id, (claim.id,)) for claim in claims),
            ),
        ),
        passage_findings=tuple(
            PassageFinding(
                f"pfd-{claim.id}",
                claim.id,
                passage(one),
                Verdict.SUPPORTED,
                (),
                "publication",
                one,
                vetoes=vetoes,
                copies=1,
                copied_by=(one,),
            )
            for claim, one in zip(claims, words, strict=True)
            for vetoes in ((), (veto,))
        ),
        factcheck_findings=tuple(
            FactCheckFinding(
                f"fcf-{claim.id}",
                claim.id,
                FactCheck("fck-1", one, one, one, "fr", title=one, url=one, claimant=one),
                0.9,
                "publication",
                one,
            )
            for claim, one in zip(claims, words, strict=True)
        ),
        quote_findings=tuple(
            QuoteFinding(
                f"quo-{claim.id}",
                claim.span,
                one,
                QuoteStatus.ALTERED,
                "publication",
                one,
                passage=passage(one),
                found=Span(0, len(one)),
                said_by=one,
                edits=(Edit(one, one),),
                cut=one,
            )
            for claim, one in zip(claims, words, strict=True)
        ),
        persuasion=tuple(
            Persuasion(claim.span, one, Technique.LOADED_WORDS, 0.9, (one,), False, claim.sentence_id)
            for claim, one in zip(claims, words, strict=True)
        ),
        relations=(
            Relation(
                "rel-1",
                claims[0].id,
                "sen-0",
                Party("FRA", spans[0]),
                Party("DEU", spans[0]),
                RelationKind.ATTACKS,
                -1,
                False,
                Polarity.POSITIVE,
                Modality.ASSERTED,
                spans[0],
                factory.named(first),
                Commitment.REPORTS,
            ),
        ),
    )


def finding(claim: Claim, one: str):
    key = (("entity", one), ("period", "2022"))
    return factory.finding(
        claim,
        measure=one,
        statement=one,
        expression=f"{one} = {one}",
        comparison=factory.numbers("1", "2", "9", holds=False, unit=one, expression=one),
        cells=[
            factory.cell(one, unit=one, label=one, key=key, source=one, url=one, issuer=one, party=one, note=one),
        ],
        queries=[
            factory.query(
                ["entity", "period", "value", "note"], [[one, str(year), "9", one] for year in range(2018, 2024)]
            )
        ],
    )


def sign(store, dossier: Dossier, words: list[str]) -> None:
    """Decisions on every claim, with these words wherever somebody types; past the forms, as an older desk may have."""
    article, now = dossier.article, datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    for claim, one in zip(dossier.claims, words, strict=True):
        for minute, action, more in (
            (1, Action.CHANGE, {"verdict": Verdict.SUPPORTED, "rating": one}),
            (2, Action.ADD_EVIDENCE, {"evidence": AddedEvidence(one, one, one, Verdict.REFUTED)}),
            (3, Action.CHANGE, {"verdict": Verdict.REFUTED, "rating": one}),
        ):
            at = now.replace(minute=minute)
            id_ = Revision.key(article.id, claim.id, action, one, at, one)
            save(store, Revision(id_, article.id, claim.id, action, one, one, at, **more))
    span = Span(3, 8)
    save(
        store,
        Revision(
            f"rev-{article.id}",
            article.id,
            added_key(article.id, span),
            Action.ADD_CLAIM,
            words[0],
            words[0],
            now,
            spans=(span,),
            anchors=(Anchor.at(span, article.text),),
        ),
    )


def seen(visit, store, words: list[str]) -> list[Elements]:
    dossier = made(words)
    jeanne = visit(dossier)
    sign(store, dossier, words)
    pages = [
        *PAGES,
        *(f"/claims/{claim.id}{tail}" for claim in dossier.claims for tail in ("/panel",)),
        f"/claims/{dossier.claims[0].id}",
    ]
    found = []
    for path in pages:
        answer = jeanne.get(path)
        assert answer.status_code == 200, path
        found.append(Elements(answer.text))
    return found


def plainly(words: list[str]) -> list[str]:
    """As many plain words, each another: what is said once is told once."""
    return [f"{PLAIN}{number}" for number, _ in enumerate(words)]


_plain: dict[int, list[Elements] | None] = {}
"""Pages of plain words, by how many."""


def groups() -> list[list[str]]:
    shown = [one for one in PAYLOADS if one.strip()]
    return [shown[at : at + PER_DOSSIER] for at in range(0, len(shown), PER_DOSSIER)]


@pytest.mark.parametrize("words", groups(), ids=lambda words: words[0][:20].encode("unicode_escape").decode())
def test_page_of_payloads_has_the_elements_of_one_of_plain_words(visit, store, words):
    hostile = seen(visit, store, words)
    plain = _plain.setdefault(len(words), None) or seen(visit, store, plainly(words))
    _plain[len(words)] = plain
    for given, wanted in zip(hostile, plain, strict=True):
        more = given.found - wanted.found
        more.pop(("tspan", ("x", "y")), None)  # a long name of the graph stands on two lines
        for name in ("dd", "td"):
            more.pop((name, ("lang",)), None)  # a pack's note reads as English
        assert more == Counter(), "elements that plain words do not have"
        assert set(given.leads) <= {"here", *wanted.leads}


def test_two_hundred_payloads_are_tried():
    assert sum(len(group) for group in groups()) == len(set(PAYLOADS)) == 200


def test_every_payload_alone_as_what_heads_the_page(visit):
    of = factory.article("Un texte. Une phrase.")

    def headed(number: int, one: str) -> Elements:
        article = replace(of, id=f"art-{number:016x}", title=one, publisher=one, url=one, byline=(one,))
        return Elements(visit(factory.dossier(article)).get().text)

    wanted = headed(0, PLAIN)
    for number, one in enumerate(PAYLOADS, start=1):
        given = headed(number, one)
        assert (given.found, given.leads) == (wanted.found, wanted.leads), one


def test_the_check_sees_what_it_is_for():
    plain = Elements("<p>mot</p>")
    assert Elements("<p><script>x</script></p>").found - plain.found
    assert Elements('<p onclick="x">mot</p>').found - plain.found
    assert Elements('<a href="javascript:x">mot</a>').leads == {"javascript:x": 1}
    assert Elements('<a href="//evil.example">mot</a>').leads == {"//evil.example": 1}
    assert Elements('<a href="/dossiers/x">mot</a>').leads == {"here": 1}
