"""The corpus, the baseline and the judging; the only room that knows SQL."""
