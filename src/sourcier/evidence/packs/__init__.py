"""Reference packs: tables that say where every figure comes from, and queries on them that can be run again."""

from sourcier.evidence.packs.checking import Problem
from sourcier.evidence.packs.citations import Citation, cite, split_source
from sourcier.evidence.packs.descriptor import Column, Licence, Pack, Resource
from sourcier.evidence.packs.errors import BadPack, BadQuery, NoSuchPack, NoSuchResource, PackNotFound
from sourcier.evidence.packs.parsing import read_pack
from sourcier.evidence.packs.periods import as_date, holds_on, known_on, overlaps, period_bounds
from sourcier.evidence.packs.reader import Packs, find_packs, open_packs, starter_path
from sourcier.evidence.packs.validation import Report, validate

__all__ = [
    "BadPack",
    "BadQuery",
    "Citation",
    "Column",
    "Licence",
    "NoSuchPack",
    "NoSuchResource",
    "Pack",
    "PackNotFound",
    "Packs",
    "Problem",
    "Report",
    "Resource",
    "as_date",
    "cite",
    "find_packs",
    "holds_on",
    "known_on",
    "open_packs",
    "overlaps",
    "period_bounds",
    "read_pack",
    "split_source",
    "starter_path",
    "validate",
]
