"""One reader for each kind of file: bytes or text to a `Page`."""
