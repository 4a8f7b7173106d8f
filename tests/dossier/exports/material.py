"""Dossiers and decisions to export: every kind of finding, every kind of decision, and words that mean harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory
from sourcier.core.claims import Commitment
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict, WhyNone
from sourcier.core.ids import digest
from sourcier.core.language import Comparator, Grain, Quantity, TimeInterval
from sourcier.core.library import FactCheck, LibraryRef, Passage
from sourcier.core.revisions import Action, AddedEvidence, Revision, added_key
from sourcier.core.spans import Anchor, Span
from sourcier.core.testimony import Edit, FactCheckFinding, PassageFinding, QuoteFinding, QuoteStatus, Veto, VetoKind

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAGE = "https://courrier.example/verification/atome"

HOSTILE = (
    '=HYPERLINK("http://evil.example";"ici")',
    "+33 1 23 45 67 89",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    " =1+1",
    "'=1+1",
    "a;=1+1",
    'a";=1+1',
    "a\n=1+1",
    "#REF!",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!-- ", "]]>", "{{ 7*7 }}", "{% raw %}", "${7*7}", "%s %(a)s {0}",
    "[ici](javascript:alert(1))",
    "![](http://evil.example/a.png)",
    "# titre", "*gras* _italique_ `code` ~~non~~", "| a | b |", "<http://evil.example>", "http://evil.example/a",
    "www.evil.example", "&lt;b&gt;", "1. un", "- un", "> cité", "\\", "$x$",
    "../../etc/passwd", "C:\\Windows\\win.ini", "'; DROP TABLE claims; --", '" OR 1=1 --', "a\u2028b", "a\x1b[31mb",
    "\u202eevil",
)  # fmt: skip
"""What a title, a name or a sentence may hold."""


def decision(
    claim_id: str, action: Action, verdict: Verdict | None = None, *, minute: int = 0, **known: Any
) -> Revision:
    """A decision about the column, or about the article given."""
    article_id = known.pop("article_id", factory.column().article.id)
    author, reason = known.pop("author", "Ana Roux"), known.pop("reason", "vu avec la source")
    at = NOON + timedelta(minutes=minute)
    key = Revision.key(article_id, claim_id, action, author, at, reason)
    return Revision(key, article_id, claim_id, action, reason, author, at, verdict=verdict, **known)


def passage(text: str, **known: Any) -> Passage:
    known = {"publisher": "Le Phare", "published": date(2023, 5, 2), "url": "https://phare.example/a", **known}
    return Passage(
        id=f"psg-{digest(text)[:8]}",
        document_id="doc-1",
        text=text,
        anchor=Anchor.at(Span(0, len(text)), text),
        lang="fr",
        digest=digest(text),
        origin="org-1",
        location="textes/phare.txt",
        title="Les camps",
        **known,
    )


def column() -> Dossier:
    """The factory's column, with a figure, a time, a passage that refutes, one set apart, a fact-check, a quotation."""
    made = factory.column()
    text = made.article.text
    share, *_, camp, _budget = made.claims
    said = made.claims[2]
    refuting = PassageFinding(
        "pfd-1", camp.id, passage("Les deux camps ont perdu 30 000 hommes chacun."), Verdict.REFUTED,
        (("supported", 0.02), ("refuted", 0.95), ("not_enough_evidence", 0.03)), "publication",
        "Le Phare donne 30 000 morts.",
    )  # fmt: skip
    apart = PassageFinding(
        "pfd-2", camp.id, passage("Un camp a perdu 12 chars."), Verdict.NOT_ENOUGH_EVIDENCE, (), "now", "",
        vetoes=(Veto(VetoKind.NUMBER, "400 000", "12"),),
    )  # fmt: skip
    check = FactCheck("fck-1", "La guerre a fait 400 000 morts", "Plutôt faux", "Les Vérificateurs", "fr",
                      url="https://verif.example/morts", published=date(2023, 8, 30))  # fmt: skip
    quote = QuoteFinding(
        "quo-1", factory.find(text, "la dette a dépassé 3 000 milliards d'euros au printemps 2023"), "Claire Vasseur",
        QuoteStatus.ALTERED, "publication", "Le document dit « frôlé », et non « dépassé ».",
        passage=passage("La dette a frôlé 3 000 milliards d'euros au printemps 2023."), edits=(Edit("dépassé", "frôlé"),),
    )  # fmt: skip
    figure = Quantity(factory.find(text, "63 %"), "63 %", factory.Decimal(63), factory.Decimal(63), "%", Comparator.EQ,
                      factory.Decimal("0.5"))  # fmt: skip
    time = TimeInterval(factory.find(text, "printemps 2023"), "printemps 2023", date(2023, 3, 20), date(2023, 6, 21),
                        Grain.SEASON)  # fmt: skip
    claims = tuple(replace(one, quantities=(figure,)) if one == share else one for one in made.claims)
    weighed = {
        camp.id: factory.assessment(
            camp, Verdict.REFUTED, [refuting], justification="Le Phare donne un autre chiffre."
        ),
        said.id: factory.assessment(said, Verdict.CONFLICTING, [quote], why_none=None),
    }
    return replace(
        made,
        claims=claims,
        quantities=(figure,),
        times=(time,),
        assessments=tuple(weighed.get(one.claim_id, one) for one in made.assessments),
        passage_findings=(refuting, apart),
        factcheck_findings=(FactCheckFinding("fcf-1", made.claims[6].id, check, 0.91, "publication", "", rated=None),),
        quote_findings=(quote,),
        run=replace(made.run, library=LibraryRef("d" * 64, 2, 1, "e5", "f" * 64)),
    )


def decisions(of: Dossier) -> tuple[Revision, ...]:
    """One decision of each kind about the column, and two on one claim that differ."""
    share, before, _said, debt, slump, vote, dead, camp, _budget = (one.id for one in of.claims)
    text = of.article.text
    missed = factory.find(text, "Il faut relire l'histoire")
    halves = (factory.find(text, "La guerre aurait fait 400 000 morts"), factory.find(text, "l'un des deux camps"))
    upheld = decision(share, Action.CONFIRM, Verdict.SUPPORTED, rating="Vrai")
    return (
        upheld,
        decision(before, Action.CHANGE, Verdict.CONFLICTING, minute=1),
        decision(debt, Action.WITHHOLD, minute=2),
        decision(slump, Action.DISMISS, minute=3),
        decision(dead, Action.SPLIT, minute=4, spans=halves),
        decision(
            added_key(of.article.id, missed),
            Action.ADD_CLAIM,
            minute=5,
            spans=(missed,),
            anchors=(Anchor.at(missed, text),),
        ),
        decision(
            vote,
            Action.ADD_EVIDENCE,
            minute=6,
            evidence=AddedEvidence("https://onu.example/vote", "Le scrutin", "52 pays", Verdict.SUPPORTED),
        ),
        decision(camp, Action.CONFIRM, Verdict.REFUTED, minute=7),
        decision(camp, Action.CHANGE, Verdict.SUPPORTED, minute=8, author="Bo Lind"),
    )


def hostile(words: str) -> Dossier:
    """A dossier in which every text that somebody else wrote is the words given; claims on all and on half of them."""
    text = f"{words} vaut 63 %.\n\nUn autre mot : {words}"
    of = factory.article(text, title=words, byline=(words,), publisher=words, url=words)
    whole = factory.claim(of, f"{words} vaut 63 %", source=factory.named(words))
    half = factory.claim(of, "Un autre mot", kind=factory.ClaimKind.EVENT)
    found = factory.finding(
        whole,
        cells=[
            factory.cell(
                words, unit=words, label=words, source=words, url=words, issuer=words, note=words, key=((words, words),)
            )
        ],
        measure=words,
        expression=words,
        statement=words,
        comparison=factory.numbers("1", "2", "3", holds=False, expression=words),
    )
    held = PassageFinding(
        "pfd-1", half.id, passage(words, publisher=words, url=words), Verdict.REFUTED, (), "now", words,
        vetoes=(Veto(VetoKind.NAME, words, words),),
    )  # fmt: skip
    check = FactCheckFinding("fcf-1", half.id, FactCheck("fck-1", words, words, words, "fr", url=words, title=words), 0.9,
                             "now", words)  # fmt: skip
    made = factory.dossier(
        of,
        [whole, half],
        findings=[found],
        assessments=[
            factory.assessment(whole, Verdict.REFUTED, [found], justification=words),
            factory.assessment(half, why_none=WhyNone.NO_TABLE),
        ],
        packs=[factory.pack("essai", words, title=words)],
    )
    return replace(made, passage_findings=(held,), factcheck_findings=(check,))


def hostile_decisions(of: Dossier, words: str) -> tuple[Revision, ...]:
    """Decisions whose reason, author, rating and evidence are the words given."""
    whole, half = (one.id for one in of.claims)
    known: dict[str, Any] = {"article_id": of.article.id, "author": words, "reason": words}
    return (
        decision(whole, Action.CONFIRM, Verdict.REFUTED, rating=words, **known),
        decision(half, Action.ADD_EVIDENCE, minute=1, evidence=AddedEvidence(words, words, words, None), **known),
    )


FALSE, TRUE, OWN = "la Suède compte 20 millions d'habitants", "Paris est en France", "La Suisse est en Asie"


def denying() -> Dossier:
    """An article that denies a claim which the tables refute, another that they bear out, and claims a third."""
    of = factory.article(f"Il est faux que {FALSE}. Il est faux que {TRUE}. {OWN}.")
    denied = [replace(factory.claim(of, words), commitment=Commitment.DENIES) for words in (FALSE, TRUE)]
    claims = [*denied, factory.claim(of, OWN)]
    held = [factory.numbers("1", "1", "1", holds=holds) for holds in (False, True, False)]
    findings = [factory.finding(one, comparison=found) for one, found in zip(claims, held, strict=True)]
    assessed = [factory.assessment(one, at.verdict, [at]) for one, at in zip(claims, findings, strict=True)]
    return factory.dossier(of, claims, assessments=assessed, findings=findings)
