"""Blocks as files to print or keep: Word, HTML and PDF."""
