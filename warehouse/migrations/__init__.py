"""Numbered, forward-only schema changes: `0001_name.sql`, each applied once in a transaction of its own."""
