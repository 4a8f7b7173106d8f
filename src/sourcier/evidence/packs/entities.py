"""The entities of packs as one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sourcier.core.language import Entity
from sourcier.evidence.packs.descriptor import Pack


def merged_entities(packs: Iterable[Pack]) -> tuple[Entity, ...]:
    """Return the packs' entities by id: the first pack's kind and labels, everybody's aliases."""
    entities: dict[str, Entity] = {}
    for pack in packs:
        for row in pack.entities.rows():
            entity = _entity(row)
            known = entities.get(entity.id)
            entities[entity.id] = entity if known is None else _union(known, entity)
    return tuple(entities[entity_id] for entity_id in sorted(entities))


def _entity(row: Mapping[str, str | None]) -> Entity:
    return Entity(
        id=row["id"] or "",
        kind=row["kind"] or "",
        label_fr=row["label_fr"] or "",
        label_en=row["label_en"] or "",
        aliases_fr=_aliases(row["aliases_fr"]),
        aliases_en=_aliases(row["aliases_en"]),
    )


def _aliases(cell: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(alias.strip() for alias in (cell or "").split("|") if alias.strip()))


def _union(known: Entity, other: Entity) -> Entity:
    if known == other:
        return known
    labels_fr = (other.label_fr,) if other.label_fr != known.label_fr else ()
    labels_en = (other.label_en,) if other.label_en != known.label_en else ()
    return Entity(
        id=known.id,
        kind=known.kind,
        label_fr=known.label_fr,
        label_en=known.label_en,
        aliases_fr=tuple(dict.fromkeys((*known.aliases_fr, *labels_fr, *other.aliases_fr))),
        aliases_en=tuple(dict.fromkeys((*known.aliases_en, *labels_en, *other.aliases_en))),
    )
