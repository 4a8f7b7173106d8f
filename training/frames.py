"""Pairs made from frames of news sentences: French, English, and a passage in one language for a claim in the other.

A frame (frames.txt) has passages that say a thing and passages that say its contrary, with claims likewise. Slots are
filled with invented towns, people, companies, figures and dates; a claim is then altered in one slot. Other frames'
sentences stand around the passage now and then, so that what answers the claim must be found.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pairs import NOT_ENOUGH, REFUTED, SUPPORTED, Pair
from slots import SORTS, Filled, other_than


@dataclass(slots=True)
class Frame:
    """Sentences of one matter."""

    name: str
    slots: dict[str, str]
    sentences: dict[str, list[str]] = field(default_factory=dict)
    altered: dict[str, str] = field(default_factory=dict)

    def drawn(self, rng: random.Random) -> dict[str, Filled]:
        """Return something for each slot, no two alike."""
        found: dict[str, Filled] = {}
        for slot, sort in self.slots.items():
            found[slot] = SORTS[sort](rng)
            while found[slot] in [other for name, other in found.items() if name != slot]:
                found[slot] = SORTS[sort](rng)
        return found


def frames() -> list[Frame]:
    """Return the frames of frames.txt and predicates.txt."""
    found: list[Frame] = []
    here = Path(__file__).parent
    lines = [(here / name).read_text(encoding="utf-8").splitlines() for name in ("frames.txt", "predicates.txt")]
    for line in chain.from_iterable(lines):
        mark, _, rest = line.partition(" ")
        if mark == "=":
            name, *slots = rest.split()
            found.append(Frame(name, dict(slot.split(":") for slot in slots)))
        elif mark == "~":
            found[-1].altered = dict(change.split(":") for change in rest.split())
        elif mark and mark != "#":
            found[-1].sentences[mark] = rest.split(" | ")
    return found


TRIPLES = "t:town v:town w:town a:person b:person o:company q:company c:country k:country n:jobs y:year d:day"


def triples() -> list[Frame]:
    """Return the sentences of triples.txt as frames: a passage, then what it supports, refutes and leaves open."""
    slots = dict(slot.split(":") for slot in TRIPLES.split())
    found = []
    for number, line in enumerate((Path(__file__).parent / "triples.txt").read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            passage, supported, refuted, open_ = line.split(" | ")
            used = {slot: sort for slot, sort in slots.items() if f"{{{slot}" in line}
            sentences = {"P+": [passage], "C+": [supported], "C-": [refuted], "N": [open_]}
            found.append(Frame(f"triple_{number}", used, sentences))
    return found


def made_triples(count: int, seed: int) -> Iterator[Pair]:
    """Yield about so many French pairs from the triples, the labels in turn; some stand among other sentences."""
    rng = random.Random(seed)
    known, written = frames(), triples()
    for number in range(count // 3):
        frame = written[number % len(written)]
        filled = frame.drawn(rng)
        for key, label in (("C+", SUPPORTED), ("C-", REFUTED), ("N", NOT_ENOUGH)):
            passage = said(frame.sentences["P+"][0], filled, "fr", rng)
            if rng.random() < 0.3:
                passage = _surrounded(passage, frame, "fr", known, rng)
            claim = said(frame.sentences[key][0], filled, "fr", rng)
            yield Pair(passage, claim, label, "triples", f"{frame.name} {number}", "fr")


SCENES = f"{TRIPLES.replace('d:day', '')} e:person z:year d:day p:percent g:age m:money r:ministry"


def scenes() -> list[Frame]:
    """Return the passages of scenes.txt as frames, with all that each supports, refutes and leaves open."""
    slots = dict(slot.split(":") for slot in SCENES.split())
    lines = (Path(__file__).parent / "scenes.txt").read_text(encoding="utf-8")
    found = []
    for number, block in enumerate(part for part in lines.split("\n\n") if not part.startswith("#")):
        sentences: dict[str, list[str]] = {}
        for line in block.strip().splitlines():
            sentences.setdefault({"P": "P+", "+": "C+", "-": "C-", "?": "N"}[line[0]], []).append(line[2:])
        used = {slot: sort for slot, sort in slots.items() if f"{{{slot}" in block}
        found.append(Frame(f"scene_{number}", used, sentences))
    return found


def made_scenes(times: int, seed: int) -> Iterator[Pair]:
    """Yield every claim of every scene so many times, with other names each time; some stand among other sentences."""
    rng = random.Random(seed)
    known = frames()
    for frame in scenes():
        for _ in range(times):
            filled = frame.drawn(rng)
            passage = said(frame.sentences["P+"][0], filled, "fr", rng)
            if rng.random() < 0.25:
                passage = _surrounded(passage, frame, "fr", known, rng)
            for key, label in (("C+", SUPPORTED), ("C-", REFUTED), ("N", NOT_ENOUGH)):
                for sentence in frame.sentences[key]:
                    yield Pair(passage, said(sentence, filled, "fr", rng), label, "scenes", frame.name, "fr")


def said(sentence: str, filled: Mapping[str, Filled], lang: str, rng: random.Random) -> str:
    """Return a sentence with its slots filled: `{n}`, `{n<}` for a bound below, `{c:en}` for a case, `!` to open it."""

    def put(match: re.Match[str]) -> str:
        inside = match.group()[1:-1]
        slot, opens = inside[0], inside.endswith("!")
        side = next((mark for mark in "<>" if mark in inside), "")
        form = inside[2:].rstrip("!") if ":" in inside else ""
        written = filled[slot].written("en" if form == "eng" else lang, form, side, rng)
        return written[0].upper() + written[1:] if opens else written

    text = re.sub(r"\{[^}]+\}", put, sentence)
    text = re.sub(
        r"(millions?) de (?=(?:voix|dossiers|réfugiés|demandes|foyers|cas|habitants|personnes|contaminations))",
        r"\1 de ",
        text,
    )
    text = re.sub(r"(million(?:s?)) de (?=[a-zé]* ?(?:en|de|à|pour|et|\.|,))", r"\1 ", text) if lang == "fr" else text
    text = re.sub(r"\bde (le|les) ", lambda found: {"le": "du ", "les": "des "}[found.group(1)], text)
    text = re.sub(r"\bà le ", "au ", text)
    text = re.sub(r"\bà les ", "aux ", text)
    if lang == "fr":
        text = re.sub(r"\b([dD])e (?=[AEIOUYÉÈÊÂÎÔHaeiouéèêâîô](?!\w*-))", r"\1'", text) if rng.random() < 0.8 else text
        if rng.random() < 0.5:
            text = text.replace("'", "’")
        text = re.sub(r"^(quelque|le|la|l'|l’)", lambda found: found.group(1).capitalize(), text)
    return text[0].upper() + text[1:]


def made(count: int, seed: int) -> Iterator[Pair]:
    """Yield about so many pairs, a third each of French alone, of the two languages crossed, and of English."""
    rng = random.Random(seed)
    known = frames()
    number = 0
    while number < count:
        frame = rng.choice(known)
        filled = frame.drawn(rng)
        for premise, claim, label in _pairs_of(frame, filled, rng):
            texts = {lang: text for lang, text in premise.items() if text}
            for lang_of_claim, text in claim.items():
                # French is met most: English has its own large sets.
                lang = "fr" if "en" not in texts or rng.random() < 0.65 else "en"
                if lang == lang_of_claim == "en" and rng.random() < 0.5:
                    continue
                passage = _surrounded(texts[lang], frame, lang, known, rng)
                yield Pair(passage, text, label, "frames", f"{frame.name} {number}", f"{lang}-{lang_of_claim}")
                number += 1


def _pairs_of(
    frame: Frame, filled: Mapping[str, Filled], rng: random.Random
) -> Iterator[tuple[dict[str, str], dict[str, str], str]]:
    """Yield passage and claim by language, with the label: each side against each, a neutral claim, an altered slot."""
    has = frame.sentences

    def one(key: str, lang: str, of: Mapping[str, Filled] = filled) -> str:
        return said(rng.choice(has[key]), of, lang, rng) if key in has else ""

    for side in ("+", "-"):
        if f"P{side}" not in has:
            continue
        premise = {"fr": one(f"P{side}", "fr"), "en": one(f"E{side}", "en")}
        for claimed in ("+", "-"):
            claim = {"fr": one(f"C{claimed}", "fr"), "en": one(f"D{claimed}", "en")}
            label = SUPPORTED if side == claimed else REFUTED
            yield premise, {lang: text for lang, text in claim.items() if text}, label
        if rng.random() < 0.6:
            yield premise, {"fr": one("N", "fr")}, NOT_ENOUGH
        if side == "-":
            continue
        for slot, becomes in frame.altered.items():
            if rng.random() < 0.45:
                continue
            other = dict(filled) | {slot: other_than(frame.slots[slot], filled[slot], rng)}
            for key, lang in (("C+", "fr"), ("D+", "en")):
                able = [
                    sentence
                    for sentence in has.get(key, ())
                    if (f"{{{slot}" in sentence and f"{{{slot}<" not in sentence and f"{{{slot}>" not in sentence)
                    or (becomes == "N" and f"{{{slot}" in sentence)
                ]
                if able:
                    label = REFUTED if becomes == "R" else NOT_ENOUGH
                    yield premise, {lang: said(rng.choice(able), other, lang, rng)}, label


def _surrounded(text: str, frame: Frame, lang: str, known: list[Frame], rng: random.Random) -> str:
    """Return a passage, at times with sentences of other matters before or after it."""
    around = [text]
    key, prefix = ("P+", "P") if lang == "fr" else ("E+", "E")
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
        other = rng.choice(known)
        if other.name.split("_")[0] == frame.name.split("_")[0] or key not in other.sentences:
            continue
        side = rng.choice([mark for mark in (f"{prefix}+", f"{prefix}-") if mark in other.sentences])
        sentence = said(rng.choice(other.sentences[side]), other.drawn(rng), lang, rng)
        around.insert(rng.randint(0, len(around)), sentence)
    return " ".join(around)
