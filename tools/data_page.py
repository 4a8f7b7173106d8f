"""The table of docs/data.md: what the starter pack holds, from where, under which licence, as its descriptor has it.

tools/data_page.py          # or: make readme
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "data.md"
PACK = ROOT / "src" / "sourcier" / "evidence" / "packs" / "starter" / "datapackage.json"
_HEAD = "| table | what it holds | sources | licences |\n|---|---|---|---|\n"


def main() -> None:
    """Write the table into the page."""
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def with_table(text: str) -> str:
    """Return the page with its table made anew; SystemExit where it has none."""
    made, times = re.subn(rf"{re.escape(_HEAD)}(\|.*\n)*", lambda _: _HEAD + "".join(rows()), text)
    if times != 1:
        raise SystemExit(f"{PAGE}: there is no table of the starter pack")
    return made


def rows() -> Iterator[str]:
    """Yield a line for each table of the pack."""
    for resource in json.loads(PACK.read_text(encoding="utf-8"))["resources"]:
        sources = "; ".join(_linked(source) for source in resource.get("sources", []))
        licences = ", ".join(licence["name"] for licence in resource.get("licenses", []))
        yield f"| `{resource['name']}` | {_cell(resource['title'])} | {sources} | {licences} |\n"


def _linked(source: Mapping[str, Any]) -> str:
    title = _cell(source["title"])
    return f"[{title}]({source['path']})" if source.get("path") else title


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("[", "(").replace("]", ")")


if __name__ == "__main__":
    main()
