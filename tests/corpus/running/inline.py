"""An engine without processes, and what the tables of a corpus hold."""

from __future__ import annotations

import pyarrow.parquet as pq

from corpus.running.moody import Moody
from sourcier.app.corpus.inputs import Item
from sourcier.app.corpus.running import run
from sourcier.app.corpus.running.records import Settings
from sourcier.app.corpus.tables import TABLES


class Inline(Moody):
    """Works in this process; knows what it was given."""

    def __init__(self, packs=()):
        super().__init__(Settings(packs=packs))
        self.worked = []

    def start(self):
        return self.run

    def answers(self, items):
        for item in items:
            if isinstance(item, Item):
                self.worked.append(item.locator.rpartition("/")[2])
                yield self.work(item)
            else:
                yield item


def write(folder, **texts):
    """Write articles by name, and return the folder."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def add(folder, out, **options):
    """Run over a folder, and return the names of what was worked, and the counts."""
    engine = Inline(options.pop("packs", ()))
    outcome = run([str(folder)], out, engine=engine, **options)
    return [name.removesuffix(".txt") for name in engine.worked], outcome.counts


def rows(out, table="inputs", columns=None):
    """Return the rows of a table, part after part, as tuples."""
    files = sorted((out / table).glob("part-*.parquet"))
    listed = [row for file in files for row in pq.read_table(file, columns=columns).to_pylist()]
    return [tuple(row.values()) for row in listed]


def whole(out):
    """Return every row of every table, in order."""
    return {table: [repr(row) for row in rows(out, table)] for table in TABLES}


def states(out):
    """Return the state of each input by name."""
    return [
        (name.rpartition("/")[2].removesuffix(".txt"), state) for name, state in rows(out, columns=["input", "state"])
    ]
