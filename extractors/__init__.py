"""Pure readers of the press: bytes and values in, values out; no network, clock or database."""
