"""What only a collection shows: repeated claims, drifting figures, who said it first, versions of one page."""
