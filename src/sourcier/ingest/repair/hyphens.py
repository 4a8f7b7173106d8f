"""Words cut at the end of a line: "gouver-" and "nement" are one word, "nord-" and "coréen" keep their hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sourcier.ingest.tables import rows

CUT = re.compile(r"[^\W\d_][­‐-]\s*$")
"""What ends a line whose last word may go on in the next one."""

_LONGEST = 60
"""Characters of a word."""
_LAST = re.compile(r"[\w'’]+(?:[‐-][\w'’]+)*$")
_FIRST = re.compile(r"[\w]+(?:[‐-]\w+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’‐-][^\W\d_]+)*")


@cache
def _listed(role: str) -> frozenset[str]:
    return frozenset(
        word for _, name, words, *_ in rows(__package__, "hyphens.tsv") if name == role for word in words.split("|")
    )


@cache
def _verbal() -> dict[str, tuple[str, ...]]:
    """Return the endings of verbs after which each pronoun is tied to them: "dit-il", "avez-vous"."""
    verbal = [(words, row[0]) for _, role, words, *row in rows(__package__, "hyphens.tsv") if role == "verbal"]
    return {word: tuple(endings.split("|")) for words, endings in verbal for word in words.split("|")}


@cache
def _solid() -> tuple[str, ...]:
    return tuple(_listed("solid"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one article, in lower case, hyphenated forms and their parts included."""

    words: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """Gather the words that stand whole in some lines: the one cut at a line's end is left out."""
        found: set[str] = set()
        for line in lines:
            low = line.lower().rstrip()
            if CUT.search(low[-2:]):
                low = low[: low.rfind(" ") + 1]
            found.update(_WORD.findall(low))
        found.update([part for word in found if "'" in word or "’" in word for part in re.split("['’]", word)])
        return cls(frozenset(found))

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Say whether the hyphen between a line's end and the next line's start is the word's own.

        What the article writes elsewhere decides; then capitals and figures, which no printer's hyphen precedes;
        then the first elements that French and English tie with a hyphen.

        >>> Vocabulary(frozenset()).keeps_hyphen("le gouver", "nement a dit")
        False
        >>> Vocabulary(frozenset()).keeps_hyphen("le dictateur nord", "coréen")
        True
        """
        before, after = _LAST.search(left[-_LONGEST:]), _FIRST.match(right[:_LONGEST])
        if before is None or after is None:
            return True
        if right[0].isupper() or right[0].isdigit():
            return True
        head, tail = before[0].lower(), after[0].lower()
        last = re.split(r"['’]", head)[-1]
        hyphenated = {f"{head}-{tail}", f"{last}-{tail}"}
        if self.words & hyphenated:
            return True
        if self.words & {head + tail, last + tail}:
            return False
        element = re.split("[‐-]", last)[-1]
        if tail.startswith(_solid()):
            return False
        return (
            len(element) <= 1
            or element in _listed("first")
            or tail in _listed("after")
            or element.endswith(_verbal().get(tail, ()))
            or (element in _listed("open") and tail in self.words)
        )
