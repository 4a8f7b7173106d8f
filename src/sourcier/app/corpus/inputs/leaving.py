"""What a folder holds beside articles: counted by kind, and told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sourcier.app.corpus.inputs.errors import CorpusInside
from sourcier.app.corpus.inputs.records import Skipped
from sourcier.ingest.containers.errors import FolderLoop, HiddenFile
from sourcier.ingest.errors import UnsupportedMediaType

_WORDS = {
    HiddenFile.slug: ("hidden file or folder", "hidden files and folders"),
    FolderLoop.slug: ("link to a folder that was walked already", "links to folders that were walked already"),
    CorpusInside.slug: ("folder of a corpus", "folders of a corpus"),
    UnsupportedMediaType.slug: ("file of a kind that is not read", "files of kinds that are not read"),
}
"""For one and for several."""
_KINDS = 50
"""Endings that are told apart."""
_LONGEST_ENDING = 8
_SHOWN = 8


class Left:
    """What was left aside below one input."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._counts: Counter[str] = Counter()
        self._first: dict[str, str] = {}
        self._endings: Counter[str] = Counter()

    def add(self, slug: str, path: str, ending: str | None = None) -> None:
        """Count a file or folder, with the ending of its name where that is why."""
        self._counts[slug] += 1
        self._first.setdefault(slug, path)
        if ending is not None:
            shown = ending if 0 < len(ending) <= _LONGEST_ENDING else "without an ending"
            self._endings[shown if shown in self._endings or len(self._endings) < _KINDS else "others"] += 1

    def told(self) -> Iterator[Skipped]:
        """Yield one record a reason."""
        for slug, count in sorted(self._counts.items()):
            of = ""
            if slug == UnsupportedMediaType.slug:
                of = f" ({', '.join(f'{number} {ending}' for ending, number in self._endings.most_common(_SHOWN))})"
            first = f"{'; the first is' if count > 1 else ':'} {self._first[slug]}"
            told = f"{self._name}: left aside: {count} {_WORDS[slug][count > 1]}{of}{first}"
            yield Skipped(self._name, slug, told, count)
