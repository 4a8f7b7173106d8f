"""Many articles: reading and checking collections, and what only a collection can show."""
