"""Blocks as files to print or keep: Word, Markdown, HTML and PDF."""
