"""Undoing what printing did to the text: wrapped lines, cut sentences, hyphens, marks."""
