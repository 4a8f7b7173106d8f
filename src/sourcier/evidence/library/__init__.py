"""The user's documents and the world's earlier fact-checks: one folder, searched by words and vectors together."""

from sourcier.evidence.library.adding import Added
from sourcier.evidence.library.folder import library_folder
from sourcier.evidence.library.search import Hit, Query
from sourcier.evidence.library.store import Library, open_library
from sourcier.evidence.library.verifying import Verified

__all__ = ["Added", "Hit", "Library", "Query", "Verified", "library_folder", "open_library"]
