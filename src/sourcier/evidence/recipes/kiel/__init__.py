"""Kiel Institute: aid to Ukraine by donor."""
