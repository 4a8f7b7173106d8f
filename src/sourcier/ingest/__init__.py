"""Bytes or an address to an `Article`: text fixed once, printed pages repaired, nothing dropped."""

from sourcier.ingest.reading import from_bytes, from_text, read

__all__ = ["from_bytes", "from_text", "read"]
