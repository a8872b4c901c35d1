"""`thanks`: a kind of activity of this book alone. Whom would you like to thank, and what for?"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from workbook.kit.activities.base import Activity
from workbook.kit.activities.kind import Kind
from workbook.kit.errors import author_call
from workbook.kit.text import blocks


class Thanks(Activity):
    """A prompt, and a box."""

    KIND = "thanks"
    BOX = "words"
    EMPTY: ClassVar = {"words": ""}
    VALUE: ClassVar = {"properties": {"words": {"type": "string"}}}
    SCRIPT = Path(__file__).with_suffix(".js")
    TEMPLATE = """{% extends "activity.html" %}
{% block body %}
<p class="wb-kicker">Say thank you</p>
<p class="wb-prompt">{{ spec.prompt }}</p>
{{ lines() }}
{{ safety() }}
{% endblock %}"""


@author_call
def thanks(slug: str, prompt: str) -> Thanks:
    """Ask whom the reader would like to thank."""
    return Thanks(slug, prompt, {})


KIND = Kind(
    "thanks",
    calls=(thanks,),
    activity=Thanks,
    minutes=lambda spec: 1,
    paper=lambda spec: [blocks.Heading(spec["prompt"]), blocks.Blank(3)],
)
