"""What a person ignores by name, besides what a recipe's mapping ignores: workbooks gain columns at each release."""

from __future__ import annotations

from dataclasses import replace

from sourcier.evidence.recipes.mapping import COLUMNS, ENTITIES, Mapped

_BY_PERSON = "ignored by the person who imports"
_LISTS = (COLUMNS, ENTITIES, "sheets", "notes")


def ignoring(mapping: Mapped, names: str) -> Mapped:
    """Return a mapping that also ignores columns, entities, sheets and signs of these names.

    Args:
        mapping: The recipe's.
        names: Parted by `|`; the value of a parameter `ignore`.

    >>> ignoring(Mapped({}, {}), "Notes|Total").ignored["columns"]
    {'Notes': 'ignored by the person who imports', 'Total': 'ignored by the person who imports'}
    """
    added = {name.strip(): _BY_PERSON for name in names.split("|") if name.strip()}
    return replace(
        mapping,
        ignored={**mapping.ignored, **{one: {**mapping.ignored.get(one, {}), **added} for one in _LISTS}},
    )
