"""What happened, how often, or never."""
