"""Tests of the corpus. A package, as bench/ has a module of the same name on the path of the tests."""
