"""Finds, types, attributes and ranks claims; keeps the ledger in which no sentence is missing."""

from sourcier.claims.finder import find_claims

__all__ = ["find_claims"]
