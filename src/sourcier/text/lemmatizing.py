"""Read the tables of a pipeline's lemmatizer in a third of the time that spaCy takes, for look-ups that cost nothing.

spaCy copies each of the 216 000 entries of the French table into an ordered one, with a filter before it, which takes
half a second; and it looks a word up in its dictionary, a list of 66 000, from one end to the other, once for each
ending that could be cut. Here the entries stay as they are read, and the dictionary is a set.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]  # what spaCy reads its files with
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.strings import get_string_id

LEMMATIZER = "lemmatizer"

DICTIONARY = "lemma_index"
"""The table whose values are lists of words in which others are sought."""


class Table(dict[int, Any]):
    """A table of a lemmatizer: by the hash of a word, as the model's file has it, asked by the word itself."""

    def get(self, key: str | int, default: Any = None) -> Any:
        """Return the value of a word, the default where there is none."""
        return super().get(get_string_id(key), default)


def add_lemmatizer(nlp: Language, folder: Path) -> None:
    """Give a pipeline that was loaded without it the lemmatizer of its model, whose files are in `folder`."""
    # It reads parts of speech and morphology, which the ruler may set.
    lemmatizer = nlp.add_pipe(LEMMATIZER, after="attribute_ruler")
    lemmatizer.lookups = read_tables(folder / LEMMATIZER / "lookups" / "lookups.bin")  # type: ignore[attr-defined]


def read_tables(path: Path) -> Lookups:
    """Return the tables of a file as spaCy writes them."""
    lookups = Lookups()
    for name, entries in srsly.msgpack_loads(path.read_bytes()).items():
        table = {key: frozenset(words) for key, words in entries.items()} if name == DICTIONARY else entries
        lookups.set_table(name, Table(table))  # type: ignore[arg-type]  # asked for nothing but get
    return lookups
