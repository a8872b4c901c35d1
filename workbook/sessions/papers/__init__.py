"""Papers to print for a session, made from the chapters and the facilitators' pages.

- `pages` reads the facilitators' pages, `chapter` a chapter with its session and its activities,
- `script`, `handout`, `slips` and `sheets` say what stands on each paper, as blocks,
- `papers` lists the papers of a chapter,
- `html` and `pdf` print them, with the style in `paper.css`; `workbook.documents.word` makes them Word files,
- `command` is `python -m workbook packs`.
"""
