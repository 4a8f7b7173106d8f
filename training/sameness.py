"""Teach the packaged entailment model whether two claims of two articles say the same, whatever their words.

    python training/sameness.py --pairs bench/own/corpus_groups.jsonl bench/own/corpus_groups_gk.jsonl
        [--steady 5] [--cooling 7] [--out src/sourcier/app/corpus/showing/judgement.npz] [--scores FILE]

Learned are: the pairs of the bench that share a figure, or share one when the number of the one is put in the place of
the other's; the groups of sameness.txt, claims of one group with each other; and of written/*.txt the claims that share
their figures with a sentence of their passage: what the passage supports says the same, what it refutes or leaves open
does not. One story in five is held back (stories.py). --scores writes, for its pairs, how likely the model finds in
either order that they say the same: the threshold from which it is believed is chosen on these.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from narrow import Narrow, Packaged, packed, tensors
from pairs import SUPPORTED
from sourcier.app.corpus.showing.evening import evened
from sourcier.assessment import entailment
from sourcier.assessment.entailment.alignment import words_of
from sourcier.assessment.entailment.reading import Read, batch_of, read_pairs
from stories import is_held, stories
from written import blocks

HERE = Path(__file__).parent
SAME, ANOTHER, ELSE = 0, 2, 3
"""Labels: the same; something else; not the same, by which of the model's two other answers is left to it."""
BATCH, RATE, SMOOTHED, WARM_UP, CLIP = 24, 1e-3, 0.02, 30, 1.0
SLOWER = 3
"""How much slower offsets, norms and links learn than the narrow matrices, which begin at nought."""
OTHERS, CROSSED = 12, 2
"""Of a group of sameness.txt: pairs that differ, and pairs of two claims outside of what is the same."""
BENCH, ALIKE, APART, WRITTEN = 0.8, 0.7, 0.45, 0.25
"""Shares of the pairs that are seen in a round: of the bench, of a group's that say the same and that do not, and of
those made of passages, which are left out while the rate falls."""
LONGEST = 192
SENTENCES = re.compile(r"(?<=[.!?»]) (?=[A-ZÀ-Ý«“\"])")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims and whether they are one."""

    name: str
    one: str
    other: str
    label: int
    share: float
    """How often it is seen in a round."""
    is_held: bool = False


def of_bench(path: Path) -> Iterator[Pair]:
    """Yield the pairs of the bench that share a figure, or one number put in both."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    story_of = stories(rows)
    for row in rows:
        texts = row["one"]["text"], row["other"]["text"]
        label = ANOTHER if row["tie"] == "other" else SAME
        held = is_held(story_of[row["id"]])
        if row["tie"] == "same" or (label is ANOTHER and set.intersection(*(_figures(one, "year") for one in texts))):
            yield Pair(row["id"], *texts, label, BENCH, held)
        elif (even := evened(*texts)) and even[0] != even[1] and (label is ANOTHER or not _years_differ(*texts)):
            yield Pair(f"{row['id']} evened", *even, label, BENCH, held)


def _years_differ(one: str, other: str) -> bool:
    ours, theirs = ({word.key for word in words_of(text) if word.sort == "year"} for text in (one, other))
    return bool(ours - theirs) and bool(theirs - ours)


def of_groups() -> Iterator[Pair]:
    """Yield pairs of the claims written in groups."""
    for block in (HERE / "sameness.txt").read_text(encoding="utf-8").split("\n\n")[1:]:
        lines = [line for line in block.splitlines() if line]
        alike, others = ([line[4:] for line in lines if line[0] == mark] for mark in "=#")
        name, dice = alike[0], random.Random(alike[0])
        held = is_held(name)
        yield from (Pair(name, *texts, SAME, ALIKE, held) for texts in itertools.combinations(alike, 2))
        apart, crossed = list(itertools.product(alike, others)), list(itertools.combinations(others, 2))
        dice.shuffle(apart)
        dice.shuffle(crossed)
        yield from (Pair(name, *texts, ANOTHER, APART, held) for texts in [*apart[:OTHERS], *crossed[:CROSSED]])


def of_passages() -> Iterator[Pair]:
    """Yield claims with the sentence of their passage that has most of their figures."""
    for block in blocks():
        sentences = SENTENCES.split(block.passage)
        for label, _, claim in block.claims:
            figures = _figures(claim) - {"1"}
            best = max(sentences, key=lambda one: len(figures & _figures(one)))
            shared = figures & _figures(best)
            if shared and (label != SUPPORTED or shared == figures):
                yield Pair(block.name, best, claim, SAME if label == SUPPORTED else ELSE, WRITTEN)


def _figures(text: str, *sorts: str) -> set[str]:
    return {word.key for word in words_of(text) if word.sort in ("figure", *sorts)}


class Lesson:
    """Pairs as the taught layers take them: both orders of each, what lies below them made once."""

    def __init__(self, model: Narrow, tokenizer: Tokenizer, pairs: Sequence[Pair]) -> None:
        self.pairs = pairs
        both = [texts for one in pairs for texts in ((one.one, one.other), (one.other, one.one))]
        self.read: list[Read] = read_pairs(tokenizer, both, LONGEST)
        self._below: list[Tensor] = [torch.empty(0)] * len(both)
        order = sorted(range(len(both)), key=lambda at: len(self.read[at]))
        for places in _batched(order):
            with torch.no_grad():
                made = model.lower(*tensors(batch_of([self.read[at] for at in places])))
            for row, at in enumerate(places):
                self._below[at] = made[row, : len(self.read[at])].half()

    def batch(self, places: Sequence[int]) -> Sequence[Tensor]:
        """Return some of the pairs, by place: twice the pair's number, and one more for the other order."""
        read = tensors(batch_of([self.read[at] for at in places]))
        below = torch.zeros(*read[0].shape, self._below[places[0]].shape[1])
        for row, at in enumerate(places):
            below[row, : len(self.read[at])] = self._below[at].float()
        return [below, *read]

    def batches(self, chosen: Sequence[int], dice: random.Random) -> list[list[int]]:
        """Return places in batches of like length, in a random order."""
        places = list(chosen)
        dice.shuffle(places)
        found = []
        for at in range(0, len(places), BATCH * 8):
            some = sorted(places[at : at + BATCH * 8], key=lambda place: len(self.read[place]))
            found += list(_batched(some))
        dice.shuffle(found)
        return found


def _batched(places: Sequence[int]) -> Iterator[list[int]]:
    for at in range(0, len(places), BATCH):
        yield list(places[at : at + BATCH])


def loss_of(logits: Tensor, labels: Sequence[int]) -> Tensor:
    """Return the mean loss: of a label, or, for ELSE, of every answer but "the same"."""
    known = torch.tensor([label != ELSE for label in labels])
    wanted = torch.tensor([label for label in labels if label != ELSE], dtype=torch.long)
    shares = torch.log_softmax(logits, dim=1)
    told = functional.cross_entropy(logits[known], wanted, label_smoothing=SMOOTHED, reduction="sum")
    return (told - torch.logsumexp(shares[~known][:, 1:], dim=1).sum()) / len(labels)


def teach(model: Narrow, lesson: Lesson, steady: int, cooling: int, dice: random.Random) -> None:
    """Teach the model: in so many rounds of one rate, and in so many while it falls to nought."""
    named = [(name, one) for name, one in model.named_parameters() if one.requires_grad]
    narrow = [one for name, one in named if name.endswith(("left", "right"))]
    rest = [one for name, one in named if not name.endswith(("left", "right"))]
    groups = [{"params": narrow, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98))
    step = 0
    model.train()
    for number in range(steady + cooling):
        batches = lesson.batches(_seen(lesson.pairs, dice, is_cooling=number >= steady), dice)
        total = 0.0
        for at, places in enumerate(batches):
            cooled = max(0.0, (number - steady + at / len(batches)) / max(cooling, 1))
            share = min(1, (step + 1) / WARM_UP) * max(0.01, (1 + math.cos(math.pi * cooled)) / 2)
            for group, slower in zip(optimizer.param_groups, (1, SLOWER), strict=True):
                group["lr"] = RATE * share / slower
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(*lesson.batch(places))
            loss = loss_of(logits.float(), [lesson.pairs[place // 2].label for place in places])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimizer.step()
            step += 1
            total += loss.item()
        print(f"round {number + 1}: loss {total / len(batches):.3f}", flush=True)
    model.eval()


def _seen(pairs: Sequence[Pair], dice: random.Random, *, is_cooling: bool) -> list[int]:
    """Return the places of the pairs of a round, each in one order."""
    return [
        2 * at + dice.randrange(2)
        for at, one in enumerate(pairs)
        if dice.random() < one.share and not (is_cooling and one.share == WRITTEN)
    ]


def scores(model: Narrow, lesson: Lesson) -> list[list[float]]:
    """Return for each pair how likely it says the same, in either order."""
    found = []
    for at in range(len(lesson.pairs)):
        with torch.inference_mode():
            found.append(model(*lesson.batch([2 * at, 2 * at + 1])).softmax(1)[:, SAME].tolist())
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, nargs="+", required=True)
    parser.add_argument("--steady", type=int, default=5)
    parser.add_argument("--cooling", type=int, default=7)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--scores", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    dice = random.Random(1)
    packaged = Packaged()
    model = Narrow(packaged).eval()
    tokenizer = Tokenizer.from_file(str(Path(entailment.__path__[0]) / "tokenizer.json"))
    told = [*(pair for path in options.pairs for pair in of_bench(path)), *of_groups(), *of_passages()]
    held = [pair for pair in told if pair.is_held]
    lesson = Lesson(model, tokenizer, [pair for pair in told if not pair.is_held])
    print(f"{len(lesson.pairs)} pairs, {len(held)} held back", flush=True)
    teach(model, lesson, options.steady, options.cooling, dice)
    if options.scores:
        rows = zip(held, scores(model, Lesson(model, tokenizer, held)), strict=True)
        lines = [json.dumps({"id": one.name, "same": one.label == SAME, "scores": found}) for one, found in rows]
        options.scores.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.out:
        options.out.write_bytes(packed(model, packaged))


if __name__ == "__main__":
    main()
