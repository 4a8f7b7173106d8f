"""Eurostat datasets: SDMX-CSV and SDMX-ML, with their labels in English and French."""
