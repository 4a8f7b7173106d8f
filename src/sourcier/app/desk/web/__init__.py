"""The desk's pages: what a person reads, sends and decides in a browser."""
