"""What stands around a claim: its words at once, its names when somebody asks for them, or for many articles together.

Where nothing was asked of what stands around two claims, they stand to each other so in all articles.
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

    def __init__(self, text: str, lang: Lang, published: date | None, features: Features | None = None) -> None:
        """Take the text, and what it was read as where it has been."""
        self._text, self._lang, self._published = text, lang, published
        self._words = frozenset(parts(text))
        self.is_asked = False
        """Something of it was asked since this was last set."""
        if features is not None:
            self._features = features

    @property
    def words(self) -> frozenset[str]:
        """Its folded words."""
        self.is_asked = True
        return self._words

    @property
    def starts(self) -> frozenset[str]:
        """Beginnings of the words with a capital: two texts that name one thing by words of one root share one."""
        self.is_asked = True
        return self._starts

    @property
    def features(self) -> Features:
        """What the text can be compared by."""
        self.is_asked = True
        return self._features

    def may_name(self, name: Named, lang: Lang) -> bool:
        """Say whether reading the text could find a name of a language; False costs no reading."""
        self.is_asked = True
        if name.ids or name.text.isupper() or len(name.words) > _FEW or lang != self._lang:
            return True  # by another name, or by initials
        return not self._beginnings.isdisjoint(word[:_SHORT] for word in name.words)

    @cached_property
    def _starts(self) -> frozenset[str]:
        words = (word for word in _WORD.findall(self._text) if word[0].isupper() and terms(word))
        return frozenset(fold(word)[:_START] for word in words)

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(word[:_SHORT] for word in self._words)

    @cached_property
    def _features(self) -> Features:
        return features_of([self._text], self._lang, self._published)[0]


def parts(text: str) -> Iterable[str]:
    """Return the folded words of a text, cut at all that is no letter and no digit.

    >>> list(parts("L’Île-aux-Moines"))
    ['l', 'ile', 'aux', 'moines']
    """
    return "".join(char if char.isalnum() else " " for char in fold(text)).split()
