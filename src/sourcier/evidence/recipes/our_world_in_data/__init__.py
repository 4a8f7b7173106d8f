"""Charts of Our World in Data: CSV and metadata."""
