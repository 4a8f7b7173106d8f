"""What can keep something out of a library, beside what can be wrong with any file (`sourcier.ingest`)."""

from __future__ import annotations

from typing import ClassVar

from sourcier.core.errors import SourcierError


class MissingProgram(SourcierError):
    """A program that reads a format is not installed. Attributes: `source`, `program`."""

    slug: ClassVar[str] = "missing-program"

    @classmethod
    def for_zim(cls, source: str, program: str) -> MissingProgram:
        """Return the error for a ZIM file."""
        return cls(
            f"{source}: ZIM files are read through the program {program}, which is not installed; on Debian and "
            "Ubuntu `apt install zim-tools`, on macOS `brew install zim-tools`, then run the command again",
            source=source,
            program=program,
        )
