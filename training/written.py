"""Pairs from the passages and claims written by hand for this project (written/*.txt), French first.

Blocks are divided by an empty line. `P ` opens a passage in French, `Pen ` one in English; below it stand claims that
it supports (`+ `), refutes (`- `) or leaves open (`? `), in its language, or in the one named (`+en `, `-fr `). Lines
that open with `#` are remarks.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pairs import NOT_ENOUGH, REFUTED, SUPPORTED, Pair
from sourcier.assessment.entailment.alignment import aligned, words_of
from sourcier.assessment.entailment.reading import tidied

FOLDER = Path(__file__).parent / "written"
MARKS = {"+": SUPPORTED, "-": REFUTED, "?": NOT_ENOUGH}
LINE = re.compile(r"(P|[-+?])(en|fr)? (\S.*)")


@dataclass(frozen=True, slots=True)
class Block:
    """A passage and its claims: (label, language, text)."""

    name: str
    lang: str
    passage: str
    claims: tuple[tuple[str, str, str], ...]

    @property
    def fault(self) -> str:
        """What is wrong with it; empty when nothing is.

        >>> Block("a 1", "fr", "Il pleut.", ((SUPPORTED, "fr", "Il pleut."),)).fault
        'no refuted'
        """
        labels = {label for label, _, _ in self.claims}
        texts = [text.casefold() for _, _, text in self.claims]
        if lacking := [label for label in MARKS.values() if label not in labels]:
            return f"no {lacking[0]}"
        if self.passage.casefold() in texts:
            return "a claim is the passage"
        return "a claim stands twice" if len(set(texts)) < len(texts) else ""


def blocks(folder: Path = FOLDER) -> Iterator[Block]:
    """Yield the blocks of every file, faulty ones too; `ValueError` at a line that is none of the known ones."""
    for path in sorted(folder.glob("*.txt")):
        number = 0
        for part in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            lines = [line.strip() for line in part.splitlines() if line.strip() and not line.startswith("#")]
            if not lines:
                continue
            (opens, lang, passage), *rest = (_read(line, path.name) for line in lines)
            if opens != "P" or any(mark == "P" for mark, _, _ in rest):
                raise ValueError(f"{path.name}: not a block: {lines[0]}")
            number += 1
            lang = lang or "fr"
            claims = tuple((MARKS[mark], its or lang, text) for mark, its, text in rest)
            yield Block(f"{path.stem} {number}", lang, passage, claims)


def _read(line: str, name: str) -> tuple[str, str, str]:
    """Return a line's mark, the language it names (or nothing) and its text."""
    if not (found := LINE.fullmatch(line)):
        raise ValueError(f"{name}: not a line: {line}")
    return found[1], found[2] or "", found[3]


def sound(seen: Sequence[str] = ()) -> list[Block]:
    """Return the blocks without fault, none that shares much with a text of `seen` (what scores are reported on)."""
    known = {shingle for text in seen for shingle in _shingles(text)}
    found = []
    for block in blocks():
        texts = [block.passage, *(text for _, _, text in block.claims)]
        shared = any(len(known & (mine := _shingles(text))) > SHARED * len(mine) for text in texts if _shingles(text))
        if fault := block.fault or ("like a reported text" if shared else ""):
            print(f"left out: {block.name}: {fault}")
            continue
        found.append(block)
    return found


SHARED = 0.5


def _shingles(text: str) -> set[tuple[str, ...]]:
    """Return the runs of four words of a text."""
    words = [word.key for word in words_of(tidied(text)) if word.sort != "mark"]
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def by_hand(found: Sequence[Block], seed: int) -> Iterator[Pair]:
    """Yield each claim with its passage, and once more with a sentence of another block before or after it."""
    rng = random.Random(seed)
    for block in found:
        for label, lang, claim in block.claims:
            yield Pair(block.passage, claim, label, "written", block.passage, f"{block.lang}-{lang}")
        for label, lang, claim in block.claims:
            around = other_sentence(found, block, rng)
            both = [block.passage, around] if rng.random() < 0.5 else [around, block.passage]
            yield Pair(" ".join(both), claim, label, "written", block.passage, f"{block.lang}-{lang}")


def beside(passage: str, block: Block, found: Sequence[Block], rng: random.Random) -> str:
    """Return a block's passage, at times with a sentence of another block before or after it."""
    if rng.random() >= OTHERS:
        return passage
    other = other_sentence(found, block, rng)
    return rng.choice([f"{passage} {other}", f"{other} {passage}"])


OTHERS = 0.4


def other_sentence(found: Sequence[Block], block: Block, rng: random.Random) -> str:
    """Return a sentence of a block of the same language that shares no name with this one."""
    names = _names(block.passage)
    while True:
        other = rng.choice(found)
        if other.lang == block.lang and other is not block and not names & _names(other.passage):
            return rng.choice(sentences(other.passage))


def sentences(passage: str) -> list[str]:
    """Return the sentences of a passage."""
    return re.split(r"(?<=[.!?]) +(?=[A-ZÀ-Ý«])", passage)


def _names(text: str) -> set[str]:
    """Return the names of a text, words that open it left out."""
    return {word.key for word in words_of(text)[1:] if word.sort == "name"}


def strangers(found: Sequence[Block], seed: int) -> Iterator[Pair]:
    """Yield claims with another block's passage that says nothing of them, most often one that shares a word.

    The claim has a name, figure or date that the passage lacks; else it might well speak of this passage's matter.
    """
    rng = random.Random(seed)
    by_word: dict[str, list[Block]] = {}
    for block in found:
        for word in {word.key for word in words_of(block.passage) if word.sort in ("word", "name")}:
            by_word.setdefault(word, []).append(block)
    for block in found:
        for label, lang, claim in block.claims:
            words = words_of(claim)
            keys = [word.key for word in words if word.sort in ("word", "name")]
            near = [other for key in keys if 1 < len(by_word.get(key, ())) < FEW for other in by_word[key]]
            other = rng.choice(near or found)
            marks, _ = aligned(words, words_of(other.passage))
            told = [word for word, (_, link) in zip(words[1:], marks[1:], strict=True) if not link]
            lacks = any(word.sort in ("name", "figure", "year", "month") for word in told)
            if lacks and label != NOT_ENOUGH and len(_names(block.passage) & _names(other.passage)) < TWO:
                yield Pair(other.passage, claim, NOT_ENOUGH, "written_strangers", block.passage, f"{other.lang}-{lang}")


FEW = 60
"""A word that more blocks have says little."""
TWO = 2
"""Blocks with so many names in common may speak of one matter."""
