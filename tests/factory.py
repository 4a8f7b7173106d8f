"""Records made by hand, so that a test of one stage never runs another.

`article("Texte…")` and `claim(of, "mots du texte")` fill in what a test does not care about; `column()` and
`wire()` are whole dossiers, French and English, with every kind of verdict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sourcier.core.article import Alignment, Article, Block, BlockKind, Lang, Link, Segment
from sourcier.core.claims import (
    AUTHOR,
    Checkability,
    Claim,
    ClaimKind,
    Commitment,
    Ledger,
    LedgerEntry,
    Polarity,
    Reason,
    Source,
)
from sourcier.core.dossier import SCHEMA_VERSION, Dossier, Issue, Run
from sourcier.core.findings import (
    Assessment,
    Candidate,
    Caveat,
    Cell,
    Comparison,
    Computation,
    DateComparison,
    Finding,
    NumberComparison,
    Operation,
    PackRef,
    PresenceComparison,
    Query,
    Reading,
    Verdict,
    WhyNone,
)
from sourcier.core.ids import digest, make_id
from sourcier.core.language import Comparator, Entity, Sentence
from sourcier.core.spans import Anchor, Span


def article(
    text: str,
    *,
    lang: Lang = "fr",
    published: date | None = date(2023, 9, 14),
    title: str | None = None,
    links: Mapping[str, str] | None = None,
    **known: Any,
) -> Article:
    """Return an article whose blocks are the text's paragraphs; the first is the title when it equals `title`.

    `links` maps words of the text to the address they carry.
    """
    blocks = []
    for match in re.finditer(r"\S(?:.*?\S)?(?=\n\n|\s*\Z)", text, flags=re.DOTALL):
        is_title = not blocks and match[0] == title
        blocks.append(Block(BlockKind.TITLE if is_title else BlockKind.PARAGRAPH, Span(*match.span())))
    return Article(
        id=make_id("art", None, digest(text)),
        text=text,
        digest=digest(text),
        lang=lang,
        blocks=tuple(blocks),
        alignment=Alignment((Segment(0, 0, len(text)),)),
        original=text,
        media_type="text/plain",
        title=title,
        published=published,
        links=tuple(Link(url, find(text, words)) for words, url in (links or {}).items()),
        **known,
    )


def find(text: str, words: str) -> Span:
    """Return where some words stand; they must be there."""
    start = text.index(words)
    return Span(start, start + len(words))


def sentences(of: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article, cut crudely after . ! ? … and a space: good enough for texts made for it."""
    found = []
    for block in of.blocks:
        for match in re.finditer(r"\S.*?(?:[.!?…](?: ?»)?(?=\s|\Z)|\Z)", block.span.of(of.text), flags=re.DOTALL):
            span = Span(*match.span()).shift(block.span.start)
            found.append(Sentence(make_id("sen", of.id, span.start, span.end), span, block.kind))
    return tuple(found)


def claim(
    of: Article,
    words: str,
    focus: str | None = None,
    *,
    kind: ClaimKind = ClaimKind.QUANTITY,
    source: Source = AUTHOR,
    commitment: Commitment = Commitment.ASSERTS,
    **known: Any,
) -> Claim:
    """Return a claim on some words of an article."""
    span = find(of.text, words)
    inner = find(words, focus).shift(span.start) if focus else span
    holding = next((s for s in sentences(of) if s.span.contains(span)), None)
    return Claim(
        id=Claim.key(of.id, kind, span, inner),
        article_id=of.id,
        sentence_id=holding.id if holding else sentences(of)[0].id,
        span=span,
        anchor=Anchor.at(span, of.text),
        focus=inner,
        kind=kind,
        source=source,
        commitment=commitment,
        polarity=known.pop("polarity", Polarity.POSITIVE),
        checkability=known.pop("checkability", Checkability.CHECKABLE),
        worth=known.pop("worth", 0.7),
        **known,
    )


def named(name: str) -> Source:
    """Return a named source."""
    return Source(kind="named", name=name)


def pack(name: str = "essai", version: str = "1.0.0", **known: Any) -> PackRef:
    """Return a reference to a pack that nobody has."""
    known = {
        "digest": digest(f"{name} {version}"),
        "title": f"Pack {name}",
        "licences": ("CC0-1.0",),
        "created": date(2024, 6, 30),
        **known,
    }
    return PackRef(name=name, version=version, **known)


def cell(value: str = "63.1", unit: str = "%", *, label: str = "Part du nucléaire", **known: Any) -> Cell:
    """Return one row's value."""
    known = {
        "pack": "essai",
        "resource": "serie",
        "key": (("entity", "FRA"), ("period", "2022")),
        "column": "value",
        "source": "Institut d'essai — https://example.org/serie",
        **known,
    }
    return Cell(value=value, unit=unit, label=label, **known)


def query(columns: Sequence[str], rows: Sequence[Sequence[str | None]], **known: Any) -> Query:
    """Return a query with the rows it gave."""
    known = {
        "pack": "essai",
        "resource": "serie",
        "sql": 'SELECT * FROM "essai"."serie" WHERE entity = $entity',
        "parameters": (("entity", "FRA"),),
        **known,
    }
    return Query(columns=tuple(columns), rows=tuple(tuple(row) for row in rows), **known)


def numbers(
    low: str, high: str, observed: str, to: str | None = None, *, holds: bool = True, **known: Any
) -> NumberComparison:
    """Return a comparison of two figures."""
    known = {"unit": "%", "tolerance": Decimal("0.02"), "comparator": Comparator.EQ, **known}
    known.setdefault("expression", f"{low} ≤ {observed} ≤ {high} : {'juste' if holds else 'hors des bornes'}")
    return NumberComparison(
        claimed_low=Decimal(low),
        claimed_high=Decimal(high),
        observed_low=Decimal(observed),
        observed_high=Decimal(to or observed),
        holds=holds,
        **known,
    )


def finding(
    of: Claim,
    *,
    comparison: Comparison | None = None,
    cells: Sequence[Cell] | None = None,
    queries: Sequence[Query] | None = None,
    operation: Operation = Operation.LOOKUP,
    expression: str = "",
    measure: str = "Part du nucléaire",
    **known: Any,
) -> Finding:
    """Return a reading of a claim, run."""
    comparison = comparison or numbers("62.5", "63.5", "63.1")
    known = {
        "clock": "publication",
        "statement": "En 2022, la part du nucléaire était de 63,1 %.",
        **known,
    }
    return Finding(
        id=make_id("fnd", of.id, operation, measure, known["statement"]),
        claim_id=of.id,
        reading=Reading(
            operation,
            "essai",
            "serie",
            measure,
            "Ce qui est compté, et ce qui ne l'est pas.",
            ("FRA",),
            "2022",
        ),
        queries=tuple(
            queries if queries is not None else [query(["entity", "period", "value"], [["FRA", "2022", "63.1"]])]
        ),
        cells=tuple(cells if cells is not None else [cell()]),
        computation=Computation(function="identity", expression=expression),
        comparison=comparison,
        **known,
    )


def assessment(of: Claim, verdict: Verdict | None = None, findings: Sequence[Finding] = (), **known: Any) -> Assessment:
    """Return the verdict on a claim, or the reason for none."""
    if verdict is None:
        known.setdefault("why_none", WhyNone.NO_TABLE)
    return Assessment(
        claim_id=of.id,
        verdict=verdict,
        why_none=known.pop("why_none", None),
        justification=known.pop("justification", ""),
        finding_ids=tuple(finding.id for finding in findings),
        **known,
    )


def dossier(
    of: Article,
    claims: Sequence[Claim] = (),
    *,
    findings: Sequence[Finding] = (),
    assessments: Sequence[Assessment] | None = None,
    reasons: Mapping[str, Reason] | None = None,
    issues: Sequence[Issue] = (),
    packs: Sequence[PackRef] = (pack(),),
    now: date | None = date(2024, 6, 30),
    entities: Sequence[Entity] = (),
    series: Sequence[Query] = (),
) -> Dossier:
    """Return a dossier; sentences without a claim get the reason given for their first words, else `opinion`."""
    entries = []
    for sentence in sentences(of):
        carried = tuple(c.id for c in claims if c.sentence_id == sentence.id)
        words = sentence.span.of(of.text)
        reason = next((r for start, r in (reasons or {}).items() if words.startswith(start)), Reason.OPINION)
        entries.append(LedgerEntry(sentence.id, carried, None if carried else reason))
    return Dossier(
        schema_version=SCHEMA_VERSION,
        article=of,
        sentences=sentences(of),
        mentions=(),
        quantities=(),
        times=(),
        quotes=(),
        claims=tuple(claims),
        ledger=Ledger(tuple(entries)),
        findings=tuple(findings),
        assessments=tuple(assessments if assessments is not None else [assessment(c) for c in claims]),
        issues=tuple(issues),
        run=Run("0.1.0", (("fr_core_news_md", "3.8.0"),), tuple(packs), now, ()),
        entities=tuple(entities),
        series=tuple(series),
    )


COLUMN_TITLE = "Nucléaire, dette, armée : la colonne des comptes"
_SHARES = (
    "La France tire 63 % de son électricité de l'atome, contre 74 % dix ans plus tôt. "
    "Comment peut-on encore parler de renaissance ?"
)
_DEBT = (
    "Selon Claire Vasseur, économiste à l'Institut du Rhin, « la dette a dépassé 3 000 milliards d'euros au "
    "printemps 2023 ». Elle rappelle que le pays n'a connu aucune récession depuis 2010."
)
_WAR = (
    "Au printemps 2022, une cinquantaine de pays ont refusé de voter le texte. "
    "La guerre aurait fait 400 000 morts dans l'un des deux camps."
)
_END = (
    "Il faut relire l'histoire avant de donner des leçons. Quelle farce ! "
    "Le budget des armées atteindra 60 milliards d'euros en 2027."
)
COLUMN = f"{COLUMN_TITLE}\n\n{_SHARES}\n\n{_DEBT}\n\n{_WAR}\n\n{_END}\n"


def column() -> Dossier:
    """Return the dossier of a French column: every verdict, nested claims, a series, estimates, a tally, a link."""
    of = article(
        COLUMN,
        title=COLUMN_TITLE,
        byline=("Jeanne Ferrand",),
        publisher="Le Courrier du fleuve",
        url="https://courrier.example/atome",
        links={"au printemps 2023": "https://institut.example/dette?a=1&b=2"},
    )
    vasseur = named("Claire Vasseur, Institut du Rhin")
    share = claim(of, "La France tire 63 % de son électricité de l'atome", "63 %")
    before = claim(of, "contre 74 % dix ans plus tôt", "74 %", kind=ClaimKind.COMPARISON)
    words = "la dette a dépassé 3 000 milliards d'euros au printemps 2023"
    said = claim(
        of,
        f"Selon Claire Vasseur, économiste à l'Institut du Rhin, « {words} »",
        "Selon Claire Vasseur",
        kind=ClaimKind.QUOTE,
    )
    debt = claim(
        of,
        words,
        "3 000 milliards d'euros",
        source=vasseur,
        commitment=Commitment.REPORTS,
    )
    slump = claim(
        of,
        "le pays n'a connu aucune récession depuis 2010",
        "aucune récession",
        kind=ClaimKind.EVENT,
        source=vasseur,
        polarity=Polarity.NEGATIVE,
    )
    vote = claim(of, "une cinquantaine de pays ont refusé de voter le texte", "une cinquantaine de pays")
    dead = claim(of, "La guerre aurait fait 400 000 morts", "400 000 morts", commitment=Commitment.HEDGES)
    camp = claim(of, "400 000 morts dans l'un des deux camps", "l'un des deux camps", kind=ClaimKind.STATE)
    budget = claim(
        of,
        "Le budget des armées atteindra 60 milliards d'euros en 2027",
        "60 milliards d'euros",
        kind=ClaimKind.PREDICTION,
        checkability=Checkability.NOT_YET,
    )

    shares = [str(year) for year in range(2008, 2024)]
    values = [
        "76.4",
        "75.1",
        "75.9",
        "77.7",
        "74.9",
        "73.6",
        "77.0",
        "76.3",
        "72.3",
        "71.6",
        "71.7",
        "70.6",
        "67.1",
        "69.0",
        "62.7",
        "64.8",
    ]
    series = query(["entity", "period", "value"], [["FRA", y, v] for y, v in zip(shares, values, strict=True)])
    f_share = finding(
        share,
        queries=[series],
        cells=[cell("62.7", unit="% of electricity generation")],
        comparison=numbers("62.5", "63.5", "62.7", expression="62,5 ≤ 62,7 ≤ 63,5 : dans l'arrondi de l'article"),
        statement="En 2022, le nucléaire a fourni 62,7 % de l'électricité produite en France.",
        caveats=(Caveat.SINGLE_SOURCE,),
    )
    f_before = finding(
        before,
        queries=[series],
        cells=[cell("76.4", unit="%", key=(("entity", "FRA"), ("period", "2008")))],
        comparison=numbers(
            "73.5", "74.5", "76.4", holds=False, expression="73,5 ≤ 76,4 ≤ 74,5 est faux : écart de 2,6 %"
        ),
        expression="76,4 − 62,7 = 13,7 points",
        statement="Dix ans plus tôt, la part du nucléaire était de 76,4 %.",
    )
    f_debt = finding(
        debt,
        measure="Dette publique",
        queries=[query(["entity", "period", "value"], [["FRA", "2023-03", "3013.4"]])],
        cells=[cell("3013.4", unit="EUR", label="Dette publique", key=(("entity", "FRA"), ("period", "2023-03")))],
        comparison=numbers(
            "3000",
            "3050",
            "3013.4",
            unit="EUR",
            comparator=Comparator.GT,
            expression="3 013,4 > 3 000 : juste",
        ),
        statement="Fin mars 2023, la dette publique était de 3 013,4 milliards d'euros.",
        clock="now",
    )
    f_slump = finding(
        slump,
        operation=Operation.ABSENCE,
        measure="Récessions",
        queries=[query(["event", "start", "end"], [["covid-recession", "2020-01-01", "2020-07-01"]])],
        cells=[
            cell(
                "récession de 2020",
                unit="events",
                label="Récessions",
                key=(("event", "covid-recession"), ("start", "2020-01-01")),
                column="label_fr",
                note="Deux trimestres de baisse de suite",
            )
        ],
        comparison=PresenceComparison(expected=False, found=1, holds=False, expression="0 attendu, 1 trouvé"),
        statement="Un contre-exemple : la récession de 2020, du 1er janvier au 1er juillet.",
    )
    f_vote = finding(
        vote,
        operation=Operation.VOTE,
        measure="Vote du texte",
        queries=[
            query(
                ["tally", "option", "count"],
                [
                    ["texte", "yes", "141"],
                    ["texte", "no", "5"],
                    ["texte", "abstain", "35"],
                    ["texte", "absent", "12"],
                ],
            )
        ],
        cells=[cell("35", unit="states", label="Abstentions", key=(("tally", "texte"), ("option", "abstain")))],
        comparison=numbers(
            "45", "55", "52", unit="states", comparator=Comparator.APPROX, expression="45 ≤ 52 ≤ 55 : juste"
        ),
        expression="5 + 35 + 12 = 52 pays",
        statement="5 ont voté contre, 35 se sont abstenus, 12 n'ont pas voté : 52 pays.",
        caveats=(Caveat.DEPENDS_ON_DEFINITION,),
    )
    estimates = query(
        ["subject", "measure", "low", "high", "as_of", "issuer", "party"],
        [
            ["guerre", "killed", "70000", "90000", "2023-08-01", "Observatoire neutre", None],
            ["guerre", "killed", "31000", "31000", "2023-08-30", "Ministère du camp A", "camp A"],
            ["guerre", "killed", "383000", "444000", "2023-09-01", "Ministère du camp B", "camp B"],
        ],
    )
    f_dead = finding(
        dead,
        operation=Operation.ESTIMATE,
        measure="Soldats tués",
        queries=[estimates],
        cells=[
            cell(
                "70000–90000",
                unit="killed",
                label="Soldats tués",
                key=(("subject", "guerre"), ("as_of", "2023-08-01"), ("issuer", "Observatoire neutre")),
                issuer="Observatoire neutre",
                issued=date(2023, 8, 18),
            )
        ],
        comparison=numbers(
            "350000",
            "450000",
            "70000",
            "90000",
            holds=False,
            unit="killed",
            expression="350 000 ≤ 90 000 est faux",
        ),
        statement="L'Observatoire neutre estime les tués entre 70 000 et 90 000.",
    )
    f_camp_b = finding(
        dead,
        operation=Operation.ESTIMATE,
        measure="Tués ou blessés",
        queries=[estimates],
        cells=[
            cell(
                "383000–444000",
                unit="casualties",
                label="Tués ou blessés",
                issuer="Ministère du camp B",
                party="camp B",
            )
        ],
        comparison=numbers(
            "350000",
            "450000",
            "383000",
            "444000",
            unit="casualties",
            expression="350 000 ≤ 383 000 à 444 000 ≤ 450 000",
        ),
        statement="Le ministère du camp B annonce 383 000 à 444 000 tués ou blessés chez l'adversaire.",
        caveats=(Caveat.INTERESTED_SOURCE,),
        probability=0.4,
    )
    findings = [f_share, f_before, f_debt, f_slump, f_vote, f_dead, f_camp_b]
    rejected = Candidate(
        "essai", "production", Operation.LOOKUP, 0.31, "l'unité n'est pas celle de l'affirmation (TWh)"
    )
    return dossier(
        of,
        [share, before, said, debt, slump, vote, dead, camp, budget],
        findings=findings,
        assessments=[
            assessment(share, Verdict.SUPPORTED, [f_share], caveats=(Caveat.SINGLE_SOURCE,), considered=(rejected,)),
            assessment(
                before,
                Verdict.REFUTED,
                [f_before],
                caveats=(Caveat.IMPRECISE,),
                justification="La table donne 76,4 %, non 74 %.",
            ),
            assessment(said, why_none=WhyNone.QUOTE),
            assessment(
                debt,
                Verdict.SUPPORTED,
                [f_debt],
                caveats=(Caveat.ONLY_KNOWN_LATER,),
                at_publication=Verdict.NOT_ENOUGH_EVIDENCE,
            ),
            assessment(slump, Verdict.REFUTED, [f_slump]),
            assessment(vote, Verdict.NOT_ENOUGH_EVIDENCE, [f_vote], caveats=(Caveat.DEPENDS_ON_DEFINITION,)),
            assessment(
                dead,
                Verdict.CONFLICTING,
                [f_dead, f_camp_b],
                caveats=(Caveat.INTERESTED_SOURCE,),
                justification="Les émetteurs ne comptent pas la même chose et ne disent pas la même chose.",
            ),
            assessment(camp),
            assessment(budget, why_none=WhyNone.NOT_YET, checkable_from=date(2028, 1, 1)),
        ],
        reasons={"Comment": Reason.QUESTION, "Il faut": Reason.EXHORTATION, COLUMN_TITLE: Reason.VAGUE},
        entities=[Entity("FRA", "state", "France", "France")],
        issues=[Issue("short-text", "ingest", "Texte court : l'extraction n'a peut-être pas tout recueilli.")],
    )


WIRE = """Norway's population reached 5.5 million in January 2024, officials said. It joined NATO in 1949.

Everyone should visit the fjords. If oil ran out, the fund would last a century.
"""


def wire() -> Dossier:
    """Return the dossier of an English wire story: two claims, one supported by date, two sentences without."""
    of = article(WIRE, lang="en", published=date(2024, 3, 1), title="Norway in figures")
    people = claim(
        of,
        "Norway's population reached 5.5 million in January 2024",
        "5.5 million",
        source=Source(kind="unnamed", name="unnamed"),
        commitment=Commitment.REPORTS,
    )
    joined = claim(of, "It joined NATO in 1949", "1949", kind=ClaimKind.EVENT)
    f_joined = finding(
        joined,
        operation=Operation.MEMBERSHIP,
        measure="Members of NATO",
        cells=[
            cell(
                "1949-04-04",
                unit="",
                label="Members of NATO",
                key=(("subject", "NOR"), ("object", "nato")),
                column="start",
            )
        ],
        queries=[query(["subject", "object", "start"], [["NOR", "nato", "1949-04-04"]])],
        comparison=DateComparison(
            date(1949, 1, 1),
            date(1950, 1, 1),
            date(1949, 4, 4),
            date(1949, 4, 5),
            True,
            "1949-04-04 lies in 1949",
        ),
        statement="Norway has been a member of NATO since 4 April 1949.",
    )
    return dossier(
        of,
        [people, joined],
        findings=[f_joined],
        assessments=[assessment(people), assessment(joined, Verdict.SUPPORTED, [f_joined])],
        reasons={"Everyone": Reason.EXHORTATION, "If": Reason.HYPOTHETICAL},
    )
