"""From what a user names, files, folders, archives, feeds, addresses, to the documents and fact-checks in them.

Everything is a stream: a collection of any size is read one record at a time, and what is wrong with one record is an
item of the stream, after which the next record comes.
"""

from sourcier.evidence.library.intake.choosing import items, take
from sourcier.evidence.library.intake.journal import Journal, is_from
from sourcier.evidence.library.intake.records import Asked, Item, Taken

__all__ = ["Asked", "Item", "Journal", "Taken", "is_from", "items", "take"]
