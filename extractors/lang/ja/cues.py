"""Cues of rungs in Japanese: the lexicons beside this file, read by the shared engine."""

from __future__ import annotations

from extractors.cue_engine import CueReader
from extractors.lexicon import load_lexicon


def make_reader() -> CueReader:
    """Compile the language's lexicon into a reader; keep it, loading takes tens of milliseconds."""
    return CueReader(load_lexicon("ja"))
