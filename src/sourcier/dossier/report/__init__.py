"""Reports for people: the same dossier in the terminal and as one HTML page."""
