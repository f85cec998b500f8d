"""One folder a language: its lexicons as data, and the grammar that data cannot say."""
