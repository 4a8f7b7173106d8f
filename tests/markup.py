"""Elements of a page by short selectors, for tests: `pick(page, "#claim .chip input[name=choice]")`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

_PART = re.compile(
    r"(?P<tag>[a-z][a-z0-9-]*)|\.(?P<css>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<name>[\w-]+)(?:=(?P<value>[^\]]+))?\]"
)


def page_of(markup: str) -> HtmlElement:
    """Return a page, or a part of one inside an element of its own."""
    return (
        html.document_fromstring(markup)
        if "<html" in markup
        else html.fragment_fromstring(markup, create_parent="main")
    )


def pick(page: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements under one, in order: tags, classes, ids and attributes; a space means "inside", a comma "or"."""
    found = {id(one): one for choice in selector.split(",") for one in _inside(page, choice.split())}
    return [one for one in page.iter() if id(one) in found]


def said(page: HtmlElement, selector: str) -> str:
    """Return the words of the elements that a selector finds, on one line."""
    return " ".join(" ".join(one.text_content() for one in pick(page, selector)).split())


def _inside(page: HtmlElement, steps: list[str]) -> Iterator[HtmlElement]:
    for one in page.iterdescendants():
        if isinstance(one.tag, str) and _fits(one, steps[0]):
            if len(steps) == 1:
                yield one
            else:
                yield from _inside(one, steps[1:])


def _fits(one: HtmlElement, step: str) -> bool:
    for part in _PART.finditer(step):
        tests = {
            "tag": one.tag == part["tag"],
            "css": part["css"] in (one.get("class") or "").split(),
            "id": one.get("id") == part["id"],
            "name": part["name"] in set(one.keys()) and part["value"] in {None, one.get(part["name"] or "")},
        }
        if not all(held for name, held in tests.items() if part[name] is not None):
            return False
    return True
