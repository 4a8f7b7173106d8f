"""Where the words of a sentence stand in it, looked up rather than searched: a sentence may have thousands of words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sourcier.claims.relations.nominals import form
from sourcier.text.tokens import Token


class Places:
    """The words of a sentence by their index in the text and by the character where they start."""

    __slots__ = ("_by_index", "_by_offset", "_parting")

    def __init__(self, tokens: Sequence[Token], parting: AbstractSet[str]) -> None:
        """Take the words of a sentence, and those forms that open a clause of its own."""
        self._by_index = {token.i: at for at, token in enumerate(tokens)}
        self._by_offset = {token.idx: at for at, token in enumerate(tokens)}
        self._parting = [token.idx for token in tokens if form(token) in parting]

    def of(self, token: Token) -> int | None:
        """Return the place of a word; None for one of another sentence."""
        return self._by_index.get(token.i)

    def at(self, offset: int) -> int | None:
        """Return the place of the word that starts at a character; None where none does."""
        return self._by_offset.get(offset)

    def parted_from(self, offset: int) -> int | None:
        """Return where the first word behind a character starts that opens a clause of its own, None without one."""
        at = bisect_right(self._parting, offset)
        return self._parting[at] if at < len(self._parting) else None
