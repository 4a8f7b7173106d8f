"""The example corpus, checked once for all tests here."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.gathering import Shown, gather
from sourcier.app.corpus.tables import Corpus
from sourcier.evidence.packs import Packs

EXAMPLE = Path(__file__).parents[3] / "examples" / "corpus" / "press.jsonl"


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory, packs: Packs) -> Corpus:
    """Return the corpus of examples/corpus."""
    return press.corpus_of(tmp_path_factory.mktemp("corpus") / "press", press.example(packs, EXAMPLE), packs)


@pytest.fixture(scope="session")
def shown(collection: Corpus, packs: Packs) -> Shown:
    """Return what the example shows."""
    return gather(collection, packs=packs)
