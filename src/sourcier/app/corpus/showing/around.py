"""What stands around a claim: its words at once, its names only when somebody asks for them.

Most pairs of claims are told apart by words alone. Reading the beginnings of all articles would take as long as reading
their claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes import Features, features_of
from sourcier.assessment.vetoes.records import Named
from sourcier.core.article import Lang

_START, _SHORT = 5, 3
"""Letters that forms of one name begin with: of those that stand for a name, and at the least."""
_FEW = 2
"""Words of a name that is not spoken of by its initials."""
_WORD = re.compile(r"\w+")


class Around:
    """Title and first sentences of an article."""

    def __init__(self, text: str, lang: Lang, published: date | None) -> None:
        self._text, self._lang, self._published = text, lang, published
        self.words = frozenset(parts(text))
        self._beginnings = frozenset(word[:_SHORT] for word in self.words)
        self.starts = frozenset(
            fold(word)[:_START] for word in _WORD.findall(text) if word[0].isupper() and terms(word)
        )
        """Beginnings of the words with a capital: two texts that name one thing by words of one root share one."""

    def may_name(self, name: Named, lang: Lang) -> bool:
        """Say whether reading the text could find a name of a language; False costs no reading."""
        if name.ids or name.text.isupper() or len(name.words) > _FEW or lang != self._lang:
            return True  # by another name, or by initials
        return not self._beginnings.isdisjoint(word[:_SHORT] for word in name.words)

    @cached_property
    def features(self) -> Features:
        """What the text can be compared by."""
        return features_of([self._text], self._lang, self._published)[0]


def parts(text: str) -> Iterable[str]:
    """Return the folded words of a text, cut at all that is no letter and no digit.

    >>> list(parts("L’Île-aux-Moines"))
    ['l', 'ile', 'aux', 'moines']
    """
    return "".join(char if char.isalnum() else " " for char in fold(text)).split()
