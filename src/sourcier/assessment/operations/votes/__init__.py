"""Votes of states, one by one and counted."""
