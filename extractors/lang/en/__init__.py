"""English: sentences, cues, values, offices and speakers."""
