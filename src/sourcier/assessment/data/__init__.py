"""Vocabulary of the assessment, in tables that a person can read and extend."""
