"""Notes come out again: a learner's chosen answers as a document she can use.

- `purposes.json` says what she can make, in which order, and what was read about it; the page uses it too,
- `purposes` reads it, `choosing` offers the answers, `documents` makes the blocks,
- `markdown` and `word` write blocks as files; plain text is `activities._blocks.as_text`.

The browser's twins are `js/take-document.js`, `js/markdown.js` and `js/word.js`, and
`tests/examples/exports.json` holds the two together.
"""
