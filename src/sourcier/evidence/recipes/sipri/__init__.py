"""SIPRI: military expenditure by country."""
