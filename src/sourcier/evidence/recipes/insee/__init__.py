"""Series of Insee's macroeconomic database (BDM): SDMX-ML."""
