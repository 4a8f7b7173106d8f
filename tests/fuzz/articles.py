"""Texts, Markdown and pages, and what must hold of an article that was read from any of them."""

from __future__ import annotations

import io
import json
import random
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from fuzz.spoiling import CHARSETS, bent, encoded, flooded, huge, spoiled
from fuzz.writing import ODD, paragraphs, prose, title

Files = dict[str, bytes]
SHORT = 1500
"""Characters of a text that also goes through the whole check."""
TYPES = [None, None, "text/html", "text/html; charset=", "text/plain", "text/plain; charset=", "text/markdown", "application/pdf",
         "application/xhtml+xml", "image/png", "application/octet-stream", "text/html; charset=utf-8; charset=cp1252", "\x00", "x" * 500]  # fmt: skip


def text_files(rng: random.Random) -> Files:
    """Return a text, honest, flooded, spoiled or of noise."""
    match rng.randrange(8):
        case 0:
            text = huge(rng)
        case 1:
            text = "".join(rng.choice(ODD) + rng.choice(["", " ", "\n"]) for _ in range(rng.choice([3, 30, 300])))
        case 2:
            text = prose(rng)
        case _:
            text = flooded(rng, prose(rng))
    body = encoded(rng, text) if rng.random() < 0.95 else rng.randbytes(rng.choice([1, 50, 5000]))
    return {"input": spoiled(rng, body) if rng.random() < 0.3 else body}


def markdown_files(rng: random.Random) -> Files:
    """Return a Markdown text with headings, links, lists, tables, code, quotes."""
    lines = [f"# {title(rng)}", ""]
    for paragraph in paragraphs(rng, rng.choice(["fr", "en"]), 6):
        mark = rng.choice(
            [
                "",
                "",
                "> ",
                "* ",
                "1. ",
                "    ",
                "## ",
                "| a | b |\n|---|---|\n| ",
                "```\n",
                "![",
                "[x](",
                "<div>",
                "[^1]: ",
                "---\n",
            ]
        )
        link = rng.choice(
            [
                "",
                f" [mot](https://a.example/{rng.randrange(9)})",
                " **gras** _it_ `code`",
                " [a][b]",
                " ![i](data:,x)",
                " [[[",
            ]
        )
        lines += [mark * rng.choice([1, 1, 1, 3, 500]) + paragraph + link * rng.choice([1, 1, 300]), ""]
    text = "\n".join(lines)
    if rng.random() < 0.15:
        text = (
            rng.choice(["[", "![", "> ", "* ", "**", "`", "|", "#", "_", "<", "[a](", "1. "])
            * rng.choice([500, 20_000])
            + text
        )
    text = flooded(rng, text) if rng.random() < 0.6 else text
    body = encoded(rng, text)
    return {"input": spoiled(rng, body) if rng.random() < 0.3 else body}


_TAGS = ["p", "div", "span", "b", "a", "li", "ul", "table", "tr", "td", "h2", "blockquote", "pre", "article", "section", "svg", "math", "template",
         "script", "style", "noscript", "iframe", "object", "select", "option", "form", "input", "br", "frameset", "title", "base", "x-y", "o:p"]  # fmt: skip
_TOKENS = [b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"</script>", b"&", b"&#0;", b"&#xD800;", b"&#99999999;", b"<p", b'="', b"<?xml?>",
           b"<!DOCTYPE", b"<html>", b"<body>", b"<title>", b"</title", b"<meta charset=utf-16>", b"<base href=//a>", b"\x00", b"<plaintext>", b"<table>"]  # fmt: skip


def page_files(rng: random.Random) -> Files:
    """Return a page: of an article with its metadata, with tags in tags, spoiled."""
    body = _page(rng)
    if rng.random() < 0.5:
        body = spoiled(rng, body, _TOKENS, [_page(rng)])
    return {"input": body}


def _page(rng: random.Random) -> bytes:
    lang = rng.choice(["fr", "fr", "en", "de", "xx", ""])
    words = paragraphs(rng, "en" if lang == "en" else "fr", 8)
    if rng.random() < 0.4:
        words = [flooded(rng, one) if rng.random() < 0.4 else one for one in words]
    head, day = title(rng), rng.choice(["2023-04-05", *ODD])
    news = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": head, "datePublished": day,
        "author": [{"@type": "Person", "name": "Ana Roy"}], "publisher": {"name": "La Gazette"}, "articleBody": " ".join(words),
    }  # fmt: skip
    news = bent(rng, news) if rng.random() < 0.5 else news
    metas = [
        f'<meta charset="{rng.choice(["utf-8", "utf-8", *CHARSETS])}">', f'<meta property="article:published_time" content="{day}">',
        f'<meta name="author" content="{rng.choice(["Ana Roy", *ODD])}">', f'<link rel=canonical href="{rng.choice(["https://a.example/1", *ODD])}">',
        f'<script type="application/ld+json">{json.dumps(news)}</script>', f'<meta property="og:title" content="{head}">',
        f'<meta http-equiv=refresh content="0;url={rng.choice(ODD)}">', "<style>p{}</style>", f"<base href='{rng.choice(ODD)}'>",
    ]  # fmt: skip
    rng.shuffle(metas)
    inside = "".join(
        f"<p>{one}</p>" + rng.choice(["", "", f"<{rng.choice(_TAGS)}>", f"<a href='{rng.choice(ODD)}'>lien</a>"])
        for one in words
    )
    if rng.random() < 0.25:
        tag, times = rng.choice(_TAGS), rng.choice([50, 300, 5000, 60_000])
        inside = f"<{tag}>" * times + inside + (f"</{tag}>" * times if rng.random() < 0.5 else "")
    if rng.random() < 0.1:
        inside += rng.choice(
            ["<p>", "<a href=x>", "<!--", "<td>", "<p>mot ", "&amp", "<b/>", "<br>", "</p>", "<x a=b "]
        ) * rng.choice([1000, 50_000])
    if rng.random() < 0.1:
        inside = f"<p {' '.join(f'a{at}={at}' for at in range(rng.choice([100, 10_000])))}>{inside}"
    page = f"<!doctype html><html lang='{lang}'><head><title>{head}</title>{''.join(metas[: rng.randrange(9)])}</head><body><article><h1>{head}</h1>{inside}</article></body></html>"
    return encoded(rng, page)


def read_file(folder: Path, rng: random.Random, *, suffixes: tuple[str, ...]) -> Counter[str]:
    """Read the file of a folder as an article, by its bytes and as a text, and check it where it is short."""
    from sourcier.ingest import from_bytes, from_text

    body = (folder / "input").read_bytes()
    kind = rng.choice(TYPES)
    kind = kind + rng.choice(CHARSETS) if kind and kind.endswith("=") else kind
    day = rng.choice(
        [None] * 8 + [date(2023, 4, 5)] * 8 + [date(1, 1, 1), date(9999, 12, 31), date(2199, 12, 31), date(1500, 2, 28)]
    )
    name, lang = "input" + rng.choice(suffixes), rng.choice([None, None, None, "fr", "en"])
    whole, direct = rng.random() < 0.3, rng.random() < 0.2
    if direct:
        text = body.decode(
            *rng.choice(
                [
                    ("utf-8", "surrogateescape"),
                    ("utf-8", "replace"),
                    ("utf-8", "ignore"),
                    ("latin-1", "strict"),
                    ("utf-16", "replace"),
                ]
            )
        )
        media_type = rng.choice(["text/plain", "text/markdown", "text/html"])
        article = from_text(
            text,
            media_type=media_type,
            published=day,
            lang=lang,
            title=rng.choice([None, "T", *ODD]),
            url=rng.choice([None, *ODD]),
        )
    else:
        article = from_bytes(
            body,
            name=name,
            url=rng.choice([None, "https://a.example/1", *ODD]),
            content_type=kind,
            published=day,
            lang=lang,
        )
    sound(article)
    if whole and len(article.text) <= SHORT:
        check_whole(article)
        return Counter(checked=1)
    return Counter(accepted=1)


def sound(article) -> None:
    """See that an article can be written anywhere, and that its blocks lie in its text."""
    from pydantic import TypeAdapter

    from sourcier.core.article import Article

    article.text.encode("utf-8")
    assert article.text.strip(), "an article without a text"
    length = len(article.text)
    assert all(0 <= block.span.start < block.span.end <= length for block in article.blocks), "a block outside its text"
    assert all(0 <= link.span.start <= link.span.end <= length for link in article.links), "a link outside its text"
    adapter = TypeAdapter(Article)
    assert adapter.validate_json(adapter.dump_json(article)) == article, "an article that JSON changes"


def show(lines) -> None:
    """Print the lines of a report into nothing."""
    from rich.console import Console

    console = Console(file=io.StringIO(), highlight=False, markup=False, emoji=False)
    for line in lines:
        console.print(line, soft_wrap=True)


@cache
def starter():
    """Return the starter pack, opened once a process."""
    from sourcier.evidence.packs import open_packs

    return open_packs("starter")


def check_whole(article) -> None:
    """Check an article, write its dossier in every form, read it back, and run it again."""
    import sourcier
    from sourcier.core.dossier import to_json
    from sourcier.dossier import replay
    from sourcier.dossier.exports import EXPORTS, Labels
    from sourcier.dossier.report.terminal import report
    from sourcier.dossier.storing import load

    dossier = sourcier.check(article, starter(), explain=True)
    raw = to_json(dossier)
    again = load(raw, "dossier.json")
    assert to_json(again) == raw, "a dossier that JSON changes"
    show(report(dossier, width=80, explain=True))
    for one in EXPORTS.values():
        one.make(dossier, (), Labels())
    found = replay(again, starter())
    assert found.is_identical, f"a dossier that replays otherwise: {found.differences[:2]}"
