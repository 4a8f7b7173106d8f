"""Claims held against the passages of a library: found, judged, vetoed, counted once an origin.

For the dossier: `check_passages`, after the tables. See docs/checks.md.
"""

from sourcier.assessment.passages.checking import Checked, Judge, PassageLibrary, check_passages

__all__ = ["Checked", "Judge", "PassageLibrary", "check_passages"]
