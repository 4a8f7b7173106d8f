"""The dossier as JSON with the decisions about it: any reader of a dossier reads it."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.core.dossier import Dossier, to_json
from sourcier.core.revisions import Revision
from sourcier.dossier.exports.decisions import adapter, hold
from sourcier.dossier.exports.labels import Labels


def whole(dossier: Dossier, revisions: Sequence[Revision], _labels: Labels) -> bytes:
    """Return the dossier's own JSON, with `decisions` as its last key where there are any. Raises StrayDecision."""
    hold(dossier, revisions)
    raw = to_json(dossier)
    if not revisions:
        return raw + b"\n"
    lines = b",\n  ".join(adapter().dump_json(one) for one in revisions)
    return raw.rstrip().removesuffix(b"}").rstrip() + b',\n "decisions": [\n  ' + lines + b"\n ]\n}\n"
