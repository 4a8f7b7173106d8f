"""The gazetteer: names that the reference packs know, found in a text and linked where the text decides."""

from sourcier.text.gazetteer.index import Gazetteer, state_of
from sourcier.text.gazetteer.mentions import find_mentions

__all__ = ["Gazetteer", "find_mentions", "state_of"]
