"""Benchmarks: `python -m tests.bench [NAME …]` prints a table for each; nothing here runs in the test suite."""
