"""OECD dataflows: SDMX-CSV and SDMX-ML."""
