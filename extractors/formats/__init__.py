"""Listing formats, one file each: text in, entries out."""
