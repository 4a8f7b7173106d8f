"""Half-open spans of code points, and anchors that find them again."""

from __future__ import annotations

from dataclasses import dataclass

CONTEXT = 32
"""Code points of context kept on each side of an anchor, as W3C text-quote selectors do."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of code points, start included, end excluded.

    >>> Span(3, 7).of("le train")
    'trai'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words under the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        """Return the smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shift(self, by: int) -> Span:
        """Return the span moved by so many code points."""
        return Span(self.start + by, self.end + by)


def trimmed(span: Span, text: str, drop: str = "") -> Span:
    """Return the span without white space, and without characters of `drop`, at its ends.

    >>> trimmed(Span(0, 8), " le mot ,"[:8], ",")
    Span(start=1, end=7)
    """
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in drop):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in drop):
        end -= 1
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span with its words and their surroundings: a W3C text-quote and text-position selector in one."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    @classmethod
    def at(cls, span: Span, text: str) -> Anchor:
        """Return the anchor of a span in its text."""
        return cls(
            exact=span.of(text),
            prefix=text[max(0, span.start - CONTEXT) : span.start],
            suffix=text[span.end : span.end + CONTEXT],
            start=span.start,
            end=span.end,
        )

    def locate(self, text: str) -> Span | None:
        """Find the words again in a text that may have changed since.

        The recorded position wins when the words still stand there; otherwise the occurrence whose
        surroundings agree most, then the nearest one. None when the words are gone.
        """
        if text[self.start : self.end] == self.exact:
            return Span(self.start, self.end)
        found: list[tuple[int, int, int]] = []
        at = text.find(self.exact) if self.exact else -1
        while at >= 0:
            before, after = text[:at], text[at + len(self.exact) :]
            agreement = _shared_end(before, self.prefix) + _shared_start(after, self.suffix)
            found.append((-agreement, abs(at - self.start), at))
            at = text.find(self.exact, at + 1)
        if not found:
            return None
        start = min(found)[2]
        return Span(start, start + len(self.exact))


def _shared_start(left: str, right: str) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _shared_end(left: str, right: str) -> int:
    return _shared_start(left[: -len(right) - 1 : -1] if right else "", right[::-1])
