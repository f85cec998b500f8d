"""Korean: lexicons and grammar."""
