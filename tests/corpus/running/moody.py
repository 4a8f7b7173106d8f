"""A worker process that does what its articles say: answers, dies, hangs; with rows of its own, and without models."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from pathlib import Path

PROGRAM = (__file__,)


def rows_for(item, sha256):
    """Return the rows of an article with one sentence: its text."""
    import pyarrow as pa

    from sourcier.app.corpus.tables import Rows, arrow_schema
    from sourcier.core.ids import make_id

    text = (item.body or item.path.read_bytes()).decode()
    article = make_id("art", None, text)
    filled = {
        "inputs": {"input": item.locator, "sha256": sha256, "article": article, "state": "done"},
        "articles": {"id": article, "input": item.locator, "lang": "fr", "text": text, "words": len(text.split())},
        "sentences": {"article": article, "id": make_id("sen", text), "words": text, "start": 0, "end": len(text)},
    }
    batches = {}
    for table, row in filled.items():
        schema = arrow_schema(table)
        columns = [
            pa.array([row.get(name, _blank(kind))], kind) for name, kind in zip(schema.names, schema.types, strict=True)
        ]
        batches[table] = pa.RecordBatch.from_arrays(columns, schema=schema)
    return Rows(item.locator, sha256, article, "done", batches)


def _blank(kind):
    import pyarrow as pa

    if pa.types.is_list(kind):
        return []
    if pa.types.is_string(kind):
        return ""
    return 0 if pa.types.is_integer(kind) else None


class Moody:
    def __init__(self, settings):
        from sourcier.core.dossier import Run
        from sourcier.core.errors import SourcierError

        if settings.packs == ("missing",):
            raise SourcierError("no such pack")
        if settings.packs == ("deadly",):
            os.kill(os.getpid(), signal.SIGKILL)
        self.run = Run(version="1", models=(), packs=(), now=None, options=(("packs", " ".join(settings.packs)),))

    def work(self, item):
        from sourcier.app.corpus.running.records import Result

        text = (item.body or item.path.read_bytes()).decode()
        mood, _, more = text.partition(" ")
        if mood == "dies" or (mood == "dies-once" and not _been(more)):
            os.kill(os.getpid(), signal.SIGKILL)
        if mood == "orphans-once" and not _been(more):
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(600)
        if mood == "hangs":
            time.sleep(600)
        if mood == "takes":
            time.sleep(float(more.split()[0]))
        if mood == "fails":
            from sourcier.app.corpus.running.working import failure

            return failure(item.locator, _digest(text), "bad-mood", f"it says: {more}")
        sha256 = _digest(text)
        rows = rows_for(item, sha256)
        return Result(item.locator, sha256, rows, rows.article, claims=os.getpid() if mood == "pid" else 1)


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def _been(marker):
    path = Path(marker)
    if path.exists():
        return True
    path.touch()
    return False


if __name__ == "__main__":
    from sourcier.app.corpus.running.worker import run

    run(Moody)
