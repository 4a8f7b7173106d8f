"""Failures that are brought about on purpose, one module a kind; `tools/drills.py` runs them."""
