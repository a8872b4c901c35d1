"""Links to the glossary become words that open their meaning in place, and that say it on paper.

An author writes `[trust](../book/glossary.md#trust)`, good in JupyterLab and on a code host. On the site
the word is a button, and its meaning a popover at the end of the page, which browsers open by themselves. On
paper, and in browsers without popovers, the meanings are a list there.
"""

from __future__ import annotations

import re
from html import escape

from sphinx.application import Sphinx
from sphinx.util import logging

from workbook.chapters import glossary
from workbook.chapters.glossary import Word

from . import source as sources

logger = logging.getLogger(__name__)

PAGE = "book/glossary"


def with_buttons(markdown: str, known: dict[str, Word], used: dict[str, str]) -> str:
    """The text with a button for each link to a known word; `used` learns each word's address."""

    def button(match: re.Match[str]) -> str:
        said, page, anchor = match.groups()
        if anchor not in known:
            logger.warning("a link leads to %s#%s, which the glossary does not have", page, anchor)
            return match[0]
        used.setdefault(anchor, f"{page}#{anchor}")
        return f'<button type="button" class="wb-term" popovertarget="word-{anchor}">{escape(said)}</button>'

    return glossary.LINK.sub(button, markdown)


def meanings(known: dict[str, Word], used: dict[str, str]) -> str:
    """The words that a page uses, with their meanings, as one block of HTML."""
    cards = "\n".join(_card(known[anchor], address) for anchor, address in sorted(used.items()))
    return f'\n\n<div class="wb-words">\n<p class="wb-words-title">Words used here</p>\n{cards}\n</div>\n'


def for_site(app: Sphinx, docname: str, source: list[str]) -> None:
    """Handler for `source-read`."""
    if docname == PAGE or "glossary.md#" not in source[0]:
        return
    known, used = glossary.every_word(), dict[str, str]()
    app.env.note_dependency(str(glossary.PAGE))
    sources.change_markdown(source, lambda markdown: with_buttons(markdown, known, used))
    if used:
        sources.add_at_end(source, meanings(known, used))


def _card(word: Word, address: str) -> str:
    id, name = f"word-{word.anchor}", escape(word.name)
    return (
        f'<div class="wb-word" id="{id}" popover role="note" aria-label="{name}">'
        f"<p><strong>{name}.</strong> {escape(word.meaning)}</p>"
        f'<p class="wb-word-more"><a href="{address}">{name} in the glossary</a> '
        f'<button type="button" popovertarget="{id}" popovertargetaction="hide">Close</button></p></div>'
    )
