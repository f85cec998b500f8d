"""Pure judging: what an article says against what the baseline says."""
