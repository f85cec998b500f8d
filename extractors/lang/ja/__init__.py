"""Japanese: lexicons and grammar."""
