"""The article against itself."""
