import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from lxml import html

import factory
from sourcier.core.article import BlockKind
from sourcier.core.claims import Commitment, Reason
from sourcier.core.findings import Caveat, Operation, Verdict
from sourcier.dossier.report.context import safe_url
from sourcier.dossier.report.page import page

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "]]><!--",
    "&lt;b&gt;",
    "javascript:alert(1)",
]


def opened(dossier) -> html.HtmlElement:
    return html.document_fromstring(page(dossier))


def words(element) -> str:
    return re.sub(r"\s+", " ", element.text_content())


def test_page_shows_coverage_and_every_claim_with_its_verdict():
    tree = opened(factory.column())
    assert "10 phrases : 6 portent 9 affirmations ; 4 n’en portent pas" in words(tree)
    verdicts = [words(card.xpath(".//h3")[0]).split()[0] for card in cards(tree)]
    assert verdicts == ["✓", "✗", "·", "✓", "✗", "?", "≠", "·", "·"]


def cards(tree):
    return tree.xpath("//article[starts-with(@class, 'card ')]")


def test_page_holds_the_whole_article_in_order():
    dossier = factory.column()
    prose = tree_text(opened(dossier))
    for sentence in dossier.sentences[1:]:
        assert re.sub(r"\s", "", sentence.span.of(factory.COLUMN)) in prose


def tree_text(tree) -> str:
    """The article's words without the references and without white space."""
    for ref in tree.xpath("//a[starts-with(@class, 'ref ')]"):
        ref.drop_tree()
    return re.sub(r"\s", "", "".join(words(p) for p in tree.xpath("//div[starts-with(@class, 'prose ')]/p")))


def test_page_marks_exactly_the_claims_words():
    dossier = factory.column()
    tree = opened(dossier)
    for ref in tree.xpath("//a[starts-with(@class, 'ref ')]"):
        ref.drop_tree()
    ordered = sorted(dossier.claims, key=lambda c: (c.span.start, c.span.end, c.focus.start))
    for number, claim in enumerate(ordered, start=1):
        marked = "".join(words(m) for m in tree.xpath(f"//span[@data-c='{number}']"))
        assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", claim.span.of(dossier.article.text))


@pytest.mark.parametrize(
    "spans",
    [
        [("un deux trois", "deux"), ("deux trois", "trois")],
        [("un deux", "un"), ("deux trois", "trois")],
        [("un deux trois quatre", "un"), ("deux trois", "deux"), ("trois", "trois")],
        [("deux", "deux"), ("deux trois", "deux"), ("un deux trois", "un")],
    ],
)
def test_page_renders_nested_crossing_and_equal_claims(spans):
    of = factory.article("un deux trois quatre.")
    claims = [factory.claim(of, whole, focus) for whole, focus in spans]
    tree = opened(factory.dossier(of, claims))
    assert tree_text(tree) == "undeuxtroisquatre."
    assert len(cards(tree)) == len(claims)


def test_page_renders_two_claims_on_the_same_words():
    of = factory.article("un deux trois.")
    claims = [factory.claim(of, "un deux", "un"), factory.claim(of, "un deux", "deux")]
    tree = opened(factory.dossier(of, claims))
    assert [a.get("href") for a in tree.xpath("//a[starts-with(@class, 'ref ')]")] == ["#c1", "#c2"]


def test_page_leads_from_words_to_evidence_and_back():
    tree = opened(factory.column())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in tree.xpath("//a/@href"):
        if href.startswith("#"):
            assert href[1:] in ids, href


def test_page_shows_rows_with_the_deciding_one_marked():
    card = cards(opened(factory.column()))[0]
    (deciding,) = card.xpath(".//tr[@class='deciding']")
    assert [words(cell) for cell in deciding] == ["France", "2022", "62,7"]
    assert "4 autres lignes" in words(card)


def test_page_shows_arithmetic_comparison_source_and_query():
    card = cards(opened(factory.column()))[1]
    assert "76,4 − 62,7 = 13,7 points" in words(card)
    assert "est faux" in words(card)
    assert card.xpath(".//a[@href='https://example.org/serie']")
    assert "SELECT * FROM" in words(card)
    assert "$entity = FRA" in words(card)


def test_page_shows_a_chart_for_a_series():
    assert cards(opened(factory.column()))[0].xpath(".//*[name()='svg']//*[name()='polyline']")


def test_page_filters_by_verdict_kind_and_source():
    (form,) = opened(factory.column()).xpath("//form[@id='filters']")
    assert set(form.xpath(".//input[@name='status']/@value")) == {
        "supported",
        "refuted",
        "conflicting",
        "not_enough_evidence",
        "none",
    }
    kinds = {words(option) for option in form.xpath(".//select[@name='kind']/option")}
    assert kinds >= {"chiffre", "comparaison", "citation", "prévision"}
    sources = {words(option) for option in form.xpath(".//select[@name='speaker']/option")}
    assert sources == {"toutes", "L’auteur", "Claire Vasseur, Institut du Rhin"}


def test_page_shows_everything_without_script():
    tree = opened(factory.column())
    assert not [card for card in cards(tree) if card.get("hidden") is not None]
    assert all(details.get("open") is not None for details in tree.xpath("//details[@class='proof']"))
    (form,) = tree.xpath("//form")
    assert form.get("hidden") is not None


def test_page_lists_sentences_without_a_claim_by_reason():
    ledger = words(opened(factory.column()).xpath("//section[@aria-labelledby='ledger']")[0])
    assert "question" in ledger
    assert "Comment peut-on encore parler de renaissance" in ledger
    assert "Quelle farce" in ledger


def test_page_lists_packs_with_versions_and_digests_and_the_issues():
    dossier = factory.column()
    text = words(opened(dossier))
    assert dossier.run.packs[0].digest in text
    assert "l’extraction n’a peut-être pas tout recueilli" in text


def test_page_gives_the_articles_link_beside_its_paragraph():
    (link,) = opened(factory.column()).xpath("//p[@class='link']/a")
    assert link.get("href") == "https://institut.example/dette?a=1&b=2"
    assert {"noreferrer", "noopener"} <= set(link.get("rel").split())


def test_page_is_in_the_articles_language():
    tree = opened(factory.wire())
    assert tree.get("lang") == "en"
    assert "Sentences without a claim" in words(tree)


class Outside(HTMLParser):
    """Collects what a browser would fetch, and inline handlers and styles."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            fetches = name in {"src", "srcset", "poster", "action", "formaction", "data", "background"}
            if fetches or name.startswith("on") or name == "style":
                self.found.append((tag, name, value))
            if tag == "link" and name == "href" and value != "data:,":
                self.found.append((tag, name, value))


@pytest.mark.parametrize("made", [factory.column, factory.wire])
def test_page_asks_nothing_of_any_other_place(made):
    parser = Outside()
    source = page(made())
    parser.feed(source)
    assert parser.found == []
    assert "@import" not in source
    assert "url(" not in source


def test_page_allows_exactly_its_own_style_and_script():
    tree = opened(factory.column())
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (element,) = tree.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def hostile_dossier(text: str):
    of = factory.article(
        f"La part {text} est de 12 %. Autre phrase {text} !",
        title=f"Titre {text}",
        byline=(text,),
        publisher=text,
        url=text,
        links={"est de": text},
    )
    claim = factory.claim(of, f"{text} est de 12 %", source=factory.named(text), commitment=Commitment.REPORTS)
    rows = [[text, str(year), "12"] for year in range(2019, 2023)]
    finding = factory.finding(
        claim,
        measure=text,
        statement=f"Constat {text}",
        expression=f"1 + 1 = {text}",
        comparison=factory.numbers("11", "13", "12", expression=text),
        queries=[
            factory.query(["entity", "period", "value"], rows, sql=text, parameters=((text, text),)),
            factory.query(["issuer", "low", "high"], [[text, "1", "2"], [text, "2", "3"]], pack=text, resource=text),
            factory.query([text], [[text]]),
        ],
        cells=[
            factory.cell(
                text,
                unit=text,
                label=text,
                key=(("entity", text), ("period", "2022")),
                source=text,
                url=text,
                issuer=text,
                party=text,
                note=text,
                pack=text,
                resource=text,
            )
        ],
        caveats=(Caveat.SINGLE_SOURCE,),
    )
    considered = (factory.Candidate(text, text, Operation.LOOKUP, 0.2, text),)
    weighed = factory.assessment(
        claim, Verdict.SUPPORTED, [finding], justification=f"Parce que {text}", considered=considered
    )
    return factory.dossier(
        of,
        [claim],
        findings=[finding],
        assessments=[weighed],
        issues=[factory.Issue("x", "ingest", text)],
        packs=[factory.pack(text, text, title=text, licences=(text,), digest=text)],
        reasons={"Autre": Reason.OPINION},
    )


def shape(source: str) -> list[str]:
    """The tags and attribute names of a page, in order."""

    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            self.found.append(" ".join([tag, *(name for name, _ in attrs)]))

    parser = Tags()
    parser.found = []
    parser.feed(source)
    return parser.found


@pytest.mark.parametrize("text", HOSTILE)
def test_page_lets_no_words_become_markup(text):
    assert shape(page(hostile_dossier(text))) == shape(page(hostile_dossier("sans malice")))


@pytest.mark.parametrize("text", HOSTILE)
def test_page_links_only_to_web_addresses(text):
    for href in opened(hostile_dossier(text)).xpath("//a/@href"):
        assert href.startswith("#")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/x",
        "https://",
        "https://exa mple.org",
        "https://example.org/\nx",
        'https://example.org/"x',
        "http://[::1",
        "vbscript:x",
        "",
    ],
)
def test_safe_url_refuses_what_is_no_web_address(url):
    assert safe_url(url) is None


def test_page_shows_control_characters_as_signs():
    of = factory.article("Avant \x00\x1b\u202e après 12.")
    assert "Avant ���" in page(factory.dossier(of, [factory.claim(of, "après 12")]))


def test_page_of_an_article_without_claims_stands():
    tree = opened(factory.dossier(factory.article("Quelle farce !")))
    assert not tree.xpath("//form")
    assert "Quelle farce" in words(tree)


def test_page_of_an_article_without_blocks_or_text_stands():
    assert "Aucune phrase." in page(factory.dossier(factory.article("")))


def test_page_keeps_a_title_that_carries_a_claim():
    of = factory.article("Douze pays ont signé\n\nSuite.", title="Douze pays ont signé")
    assert of.blocks[0].kind == BlockKind.TITLE
    tree = opened(factory.dossier(of, [factory.claim(of, "Douze pays ont signé")]))
    assert tree.xpath("//div[starts-with(@class, 'prose title')]//span[@data-c='1']")
