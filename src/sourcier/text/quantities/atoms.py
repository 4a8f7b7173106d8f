"""Cut a text into the words, figures and signs that quantities are made of, whatever the tokeniser did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sourcier.core.article import Lang

WORD, FIGURE, SIGN, OTHER, CLOCK, BREAK = "wfsxcb"
"""Kinds of atoms. OTHER: dates, codes, ordinals, addresses: what has digits and is no figure."""

SPACES = " \u00a0\u2009\u202f"
HYPHENS = frozenset("-‐‑–—−")
_THOUSANDS = {"fr": f"[{SPACES}.'’]", "en": f"[{SPACES},'’]"}
# The other language's comma or point also parts thousands where it comes twice: "1,234,567".
_SECOND = {"fr": "(?:,[0-9]{3}){2,}", "en": r"(?:\.[0-9]{3}){2,}"}
_DECIMAL = {"fr": r"[,.]", "en": r"[.·]"}
_SAME = {"d": OTHER, "v": WORD}
"""Groups of the pattern that are another kind by their own name."""
_LETTERS = {"fr": r"[^\W\d_]+['’]?", "en": r"[^\W\d_]+(?:['’](?:s|t|re|ve|ll|d|m)\b)?"}


@dataclass(frozen=True, slots=True)
class Atoms:
    """A text in pieces; the lists run in step."""

    text: str
    words: list[str]
    """In lower case, with straight apostrophes."""
    kinds: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def is_glued(self, left: int) -> bool:
        """Say whether an atom touches the next one."""
        return left + 1 < len(self.words) and self.ends[left] == self.starts[left + 1]

    def after(self, at: int) -> int:
        """Return the atom that follows inside a number: the next one, or the one behind a hyphen."""
        if at + 2 < len(self.words) and self.words[at + 1] in HYPHENS and self.is_glued(at) and self.is_glued(at + 1):
            return at + 2
        return at + 1

    def word(self, at: int) -> str:
        """Return an atom's word, empty outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def kind(self, at: int) -> str:
        """Return an atom's kind; outside the text, a break."""
        return self.kinds[at] if 0 <= at < len(self.kinds) else BREAK

    def raw(self, at: int) -> str:
        """Return an atom as written."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < len(self.words) else ""


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    sep, dec = _THOUSANDS[lang], _DECIMAL[lang]
    grouped = rf"[0-9]{{1,3}}(?:(?P<e>{sep})[0-9]{{3}}(?:(?P=e)[0-9]{{3}})*(?![0-9])|{_SECOND[lang]}(?![0-9]))"
    return re.compile(
        rf"""
        # A word that a space or a comma ends is nothing rarer: it need not be tried as an address or a code.
        (?P<v>[^\W\d_]+(?=[\s,;)]))
        | (?P<b>\n[^\S\n]*\n\s*)
        | (?P<x>
            (?:https?://|www\.)\S+ | [\w.+-]{{1,64}}@[\w.-]+
          | [0-9]{{1,4}}(?P<d>[/.-])[0-9]{{1,2}}(?P=d)[0-9]{{1,4}}(?![0-9])
          | (?:0[0-9]|\+[0-9]{{2}}\s?[0-9])(?:[\s.][0-9]{{2}}){{4}}(?![0-9])
          | [0-9]{{4}}[-–/][0-9]{{2,4}}(?![0-9])
          | (?<![0-9,.])[0-9]+(?:ers?|ères?|res?|è|èmes?|emes?|es?|nde?s?|th|st|rd)(?![^\W_])
          | (?<![0-9,.])[0-9]{{1,4}}['’]?s(?![^\W_])
          | [0-9][GD](?![^\W_]) | [0-9]x[0-9]
          | [^\W\d_]+(?:[-‑]?[0-9]+[^\W_]*)+(?:-[^\W_]+)?
        )
        | (?P<c>[0-9]{{1,2}}(?:\s?h\s?[0-9]{{2}}(?:\s?min)?(?![^\W_])|:[0-9]{{2}}(?::[0-9]{{2}})?(?![0-9])))
        | (?P<f>(?=[0-9.,·])(?:
            (?<=[0-9]\.)[0-9]+|(?:{grouped}|[0-9]+)(?:(?!(?P=e)){dec}[0-9]+)?|(?<![\w.,]){dec}[0-9]+))
        | (?P<w>{_LETTERS[lang]})
        | (?P<s>\S)
        """,
        re.VERBOSE,
    )


def cut(text: str, lang: Lang) -> Atoms:
    """Return the atoms of a text.

    >>> cut("près de 40 000 €", "fr").words
    ['près', 'de', '40 000', '€']
    """
    lowered = text.lower().replace("’", "'")
    # Lower case may change the length of a text ("İ"); then the words are lowered one by one.
    whole = len(lowered) == len(text)
    words: list[str] = []
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _pattern(lang).finditer(text):
        kind = match.lastgroup or SIGN
        start, end = match.span()
        words.append(lowered[start:end] if whole else match[0].lower().replace("’", "'"))
        kinds.append(_SAME.get(kind, kind))
        starts.append(start)
        ends.append(end)
    return Atoms(text, words, kinds, starts, ends)
