"""Elements of an SVG drawing, escaped."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

Attribute = Decimal | float | str


def drawing(parts: Sequence[str], width: int, height: int, title: str, css: str, /, **attributes: Attribute) -> str:
    """Return a drawing; its parts are markup, its title is text and is what a screen reader says of it."""
    body = tag("title", escape(title)) + "".join(parts)
    return tag("svg", body, viewBox=f"0 0 {width} {height}", role="img", css=css, **attributes)


def text(words: str, x: Decimal, y: Decimal, css: str, *, end: bool = False, **attributes: Attribute) -> str:
    """Return words at a place: their left end, or their right one."""
    return tag("text", escape(words), x=x, y=y, css=css, text_anchor="end" if end else "start", **attributes)


def tag(name: str, body: str = "", **attributes: Attribute) -> str:
    """Return an element; `body` is markup already, attributes are escaped here; `css` is the class.

    >>> tag("rect", x=Decimal("1.25"), css="bar", text_anchor="end")
    '<rect x="1.2" class="bar" text-anchor="end"></rect>'
    """
    written = "".join(
        f' {"class" if key == "css" else key.replace("_", "-")}="{escape(_written(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{body}</{name}>"


def _written(value: Attribute) -> str:
    return value if isinstance(value, str) else rounded(value)


def rounded(value: Decimal | float) -> str:
    """Return a length with one decimal, none where it is nought.

    >>> rounded(Decimal("3.04")), rounded(2.26)
    ('3', '2.3')
    """
    return f"{value:.1f}".removesuffix(".0")
