"""Standard output that takes no more: one clear error, whichever verb writes to it."""

from __future__ import annotations

import io
import os
import sys
from typing import Any


def watch_output() -> None:
    """Have standard output say as OutputFailed that it cannot be written; one that is closed is nobody's."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # `>&-`
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    own = sys.__stdout__
    if own is None or own is not sys.stdout:  # replaced by a test
        return
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(_Output(own.fileno(), "wb", closefd=False)),
        encoding=own.encoding,
        errors=own.errors,
        line_buffering=own.line_buffering,
    )


class _Output(io.FileIO):
    """Standard output, below the buffer."""

    def write(self, content: Any, /) -> int:
        """Write bytes. Raises OutputFailed; BrokenPipeError where nobody reads on."""
        try:
            return super().write(content)
        except OSError as error:
            # What the buffer holds back is not written again when the program ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            if isinstance(error, BrokenPipeError):
                raise
            from sourcier.dossier.storing import unwritten

            raise unwritten("standard output", error) from error
