"""Who does what to whom: relations asserted between linked entities."""

from sourcier.claims.relations.finder import find_relations

__all__ = ["find_relations"]
