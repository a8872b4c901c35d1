"""Text without a page: blocks for paper, dates, Markdown."""
