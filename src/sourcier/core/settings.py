"""Where Sourcier keeps what its user installs, and how many threads its models may use."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "SOURCIER_HOME"


def home() -> Path:
    """Return the folder of the user's own data: that of `SOURCIER_HOME`, else the system's for programs' data.

    It need not exist; whoever writes into it makes it.
    """
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given).expanduser().absolute()
    return Path(platformdirs.user_data_dir("sourcier", appauthor=False))


def threads() -> int:
    """Return how many threads a model may use: as many as `OMP_NUM_THREADS` says, else one a core of this process."""
    given = os.environ.get("OMP_NUM_THREADS", "")
    if given.isdecimal() and int(given):
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
