"""Give Sourcier generated and spoiled inputs: texts, pages, PDF, DOCX, dossiers, packs, tables, libraries, corpora.

    tools/fuzz.py --inputs 10000 --jobs 2 --report fuzz.jsonl
    tools/fuzz.py --only html:1234
    tools/fuzz.py --only html:1234 --keep FOLDER

Each must end as it should: accepted, or refused by one SourcierError with its slug. A traceback, a broken promise about
what was accepted, an input over its time or memory, and a worker that dies are findings, told with the input's name.
The name, kind and number, is all that an input is made of. `--report` keeps a line for each, and goes on where a run
was ended. The modules are in tests/fuzz.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

if __name__ == "__main__":
    sys.exit(import_module("fuzz.command").main())
