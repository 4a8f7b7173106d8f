"""Published tables made into packs: a draft that guesses what it can, a person's words, the pack."""

from sourcier.evidence.packs.building.drafting import Draft, describe, slug
from sourcier.evidence.packs.building.making import Built, build
from sourcier.evidence.packs.building.naming import Match, Naming, starter_naming
from sourcier.evidence.packs.building.placing import placing
from sourcier.evidence.packs.building.reading import NAMES, NO_ID, missing_from, read_draft
from sourcier.evidence.packs.building.writing import write_files, write_pack

__all__ = [
    "NAMES",
    "NO_ID",
    "Built",
    "Draft",
    "Match",
    "Naming",
    "build",
    "describe",
    "missing_from",
    "placing",
    "read_draft",
    "slug",
    "starter_naming",
    "write_files",
    "write_pack",
]
