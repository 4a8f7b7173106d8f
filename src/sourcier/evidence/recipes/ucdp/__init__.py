"""UCDP: armed conflicts, their parties and their deaths."""
