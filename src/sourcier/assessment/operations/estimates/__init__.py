"""Figures that somebody puts on something: who, when, with which interest."""
