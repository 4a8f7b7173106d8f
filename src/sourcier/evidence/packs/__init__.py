"""Reference packs: tables that say where every figure comes from, and queries on them that can be run again."""

from sourcier.evidence.packs.adding import Added, add_from
from sourcier.evidence.packs.checking import Problem
from sourcier.evidence.packs.choosing import choose_one, find_packs, starter_path
from sourcier.evidence.packs.citations import Citation, cite, split_source
from sourcier.evidence.packs.descriptor import Column, Licence, Pack, Resource
from sourcier.evidence.packs.differences import Change, compare
from sourcier.evidence.packs.errors import (
    BadArchive,
    BadPack,
    BadQuery,
    DraftIncomplete,
    NoSuchPack,
    NoSuchResource,
    OutputExists,
    PackChanged,
    PackExists,
    PackNotFound,
    StoreFailed,
    UnreadableTable,
)
from sourcier.evidence.packs.installing import Installed, find_installed, installed, remove
from sourcier.evidence.packs.parsing import read_pack
from sourcier.evidence.packs.periods import as_date, holds_on, known_on, overlaps, period_bounds
from sourcier.evidence.packs.reader import Packs, open_packs
from sourcier.evidence.packs.searching import Found, search
from sourcier.evidence.packs.validation import Report, validate

__all__ = [
    "Added",
    "BadArchive",
    "BadPack",
    "BadQuery",
    "Change",
    "Citation",
    "Column",
    "DraftIncomplete",
    "Found",
    "Installed",
    "Licence",
    "NoSuchPack",
    "NoSuchResource",
    "OutputExists",
    "Pack",
    "PackChanged",
    "PackExists",
    "PackNotFound",
    "Packs",
    "Problem",
    "Report",
    "Resource",
    "StoreFailed",
    "UnreadableTable",
    "add_from",
    "as_date",
    "choose_one",
    "cite",
    "compare",
    "find_installed",
    "find_packs",
    "holds_on",
    "installed",
    "known_on",
    "open_packs",
    "overlaps",
    "period_bounds",
    "read_pack",
    "remove",
    "search",
    "split_source",
    "starter_path",
    "validate",
]
