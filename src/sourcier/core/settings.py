"""Where Sourcier keeps what its user installs."""

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
