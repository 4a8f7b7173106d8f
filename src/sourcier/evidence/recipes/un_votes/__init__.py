"""UN General Assembly: roll calls."""
