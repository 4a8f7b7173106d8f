"""What the World Bank's files say of one indicator, whichever of the formats carried it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

PERIOD = re.compile(r"(\d{4})(?:M(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as the source has it."""

    code: str
    period: str
    value: str
    flag: str = ""
    footnote: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the files say of one indicator."""

    file: str
    indicator: str
    cells: tuple[Cell, ...]
    updated: date
    label: Mapping[str, str]
    definition: Mapping[str, str]
    organisation: str = ""
