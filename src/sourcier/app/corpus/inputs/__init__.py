"""From what a user names, folders, tables, archives, sitemaps, feeds, to the articles in them, one at a time."""

from sourcier.app.corpus.inputs.columns import Columns
from sourcier.app.corpus.inputs.expanding import expand
from sourcier.app.corpus.inputs.loading import body_of, loaded, read_item
from sourcier.app.corpus.inputs.records import Failed, Item, Skipped, Told

__all__ = ["Columns", "Failed", "Item", "Skipped", "Told", "body_of", "expand", "loaded", "read_item"]
