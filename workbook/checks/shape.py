"""Rules on a chapter's shape: its parts, steps, minutes and cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workbook.chapters.notebook import Notebook
from workbook.chapters.readers import readers, readers_of
from workbook.checks.rule import Finding, chapter_rules, page_rules, rules
from workbook.kit.text import placeholders

PARTS = ("at-a-glance", "what-it-says", "look-and-disagree", "try-it", "reflect", "one-thing", "recall")
"""The parts of a chapter, in order. A part is one step or several."""

WHO = ("you", "team", "leaders", "spare")
LABELS = frozenset(
    {
        *(part.replace("-", " ") for part in PARTS),
        *("activity", "background", "conclusion", "discussion", "evidence", "exercise", "findings"),
        *("introduction", "key findings", "key points", "overview", "prediction", "quiz", "recommendations"),
        *("reflection", "results", "scenario", "summary", "takeaways", "the evidence", "the report"),
    }
)
"""Headings that say what kind of section it is, not what it says."""
LEAST_READERS, MOST_READERS = 2, 4
"""For how many kinds of reader a chapter may call itself a good first one: a list that names all helps nobody."""


def metadata_is_complete(chapter: Notebook) -> Iterator[Finding]:
    """The notebook's metadata say what the chapter is, and agree with the file's name and first heading."""
    about = chapter.about
    where = 'in the notebook\'s metadata, under "workbook"'
    for name in ("id", "title", "part", "resources", "minutes", "outcomes"):
        if not about.get(name):
            yield None, f'"{name}" is missing {where}. Add it there.'
    if about.get("id") and about["id"] != chapter.id:
        yield (
            None,
            f'the id is "{about["id"]}" {where}, and the file\'s name says "{chapter.id}". '
            "Ids are for ever: rename the file.",
        )
    for name in ("resources", "outcomes"):
        if about.get(name) and not _is_list_of_texts(about[name]):
            yield None, f'"{name}" {where} is no list of texts. Write it as ["...", "..."].'
    if about.get("outcomes") and _is_list_of_texts(about["outcomes"]) and len(about["outcomes"]) != 3:
        yield (
            None,
            f"there are {len(about['outcomes'])} outcomes {where}. Write three things a reader can do.",
        )
    first = next((line for cell in chapter.cells[:1] for line in cell.source.splitlines()), "")
    if about.get("title") and first != f"# {about['title']}":
        yield None, f'the first cell must begin with "# {about["title"]}", the title {where}.'


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def metadata_say_for_whom(chapter: Notebook) -> Iterator[Finding]:
    """The metadata say for whom the chapter is a good first one, so that it stands on "Which chapter for me?"."""
    about = chapter.about
    where = 'in the notebook\'s metadata, under "workbook"'
    take = about.get("take_it_if")
    if not isinstance(take, str) or not take.strip():
        yield None, f'"take_it_if" is missing {where}. Add what ends the sentence “Take it if ...”.'
    elif not placeholders.find(take) and (take[0].isupper() or take[-1] in ".!?"):
        yield (
            None,
            f'"take_it_if" {where} ends the sentence “Take it if ...”: no capital first, no full stop last.',
        )
    elif re.search(r"\d", take):
        yield (
            None,
            f'"take_it_if" {where} has a figure, and no row of evidence can stand beside it there. Take it out.',
        )
    named, known = readers_of(chapter), readers()
    if any(placeholders.find(reader) for reader in named):
        return
    if not LEAST_READERS <= len(named) <= MOST_READERS:
        yield (
            None,
            f'"for" {where} names {len(named)} readers. Name {LEAST_READERS} to {MOST_READERS} for whom this chapter '
            f"is a better first one than others: {', '.join(known)}.",
        )
    for reader in named:
        if reader not in known:
            yield None, f'"for" {where} names “{reader}”. It may name: {", ".join(known)}.'


def title_asks_the_question(chapter: Notebook) -> Iterator[Finding]:
    """The title is a name and the chapter's question, which menu and lists show: `A promise to learn: what ...?`."""
    name, _, question = chapter.title.partition(": ")
    if chapter.title and not placeholders.find(chapter.title) and not (name and question.endswith("?")):
        yield (
            None,
            "the title must be a name, a colon and the chapter's question. The lists of chapters show both.",
        )


def page_says_what_it_is(page: Notebook) -> Iterator[Finding]:
    """The metadata of a page with activities that is no chapter agree with its name and first heading."""
    about = page.about
    where = 'in the notebook\'s metadata, under "workbook"'
    for name in ("title",) if page.only_in_jupyter else ("id", "title", "part", "minutes"):
        if not about.get(name):
            yield None, f'"{name}" is missing {where}. Add it there.'
    if about.get("id") and about["id"] != page.id:
        yield None, f'the id is "{about["id"]}" {where}, and the file is "{page.id}". Rename the file.'
    first = next((line for cell in page.cells[:1] for line in cell.source.splitlines()), "")
    if about.get("title") and first != f"# {about['title']}":
        yield None, f'the first cell must begin with "# {about["title"]}", the title {where}.'
    for cell in page.cells:
        if cell.is_step or cell.is_facilitator:
            yield (
                cell,
                "a page has no steps and no notes for a facilitator. Number the file if it is a chapter.",
            )


def resources_are_known(chapter: Notebook) -> Iterator[Finding]:
    """Every resource in the metadata is a row of the evidence."""
    from workbook import evidence

    known = [resource.id for resource in evidence.resources()]
    named = chapter.about.get("resources", [])
    for name in named if _is_list_of_texts(named) else ():
        if name not in known:
            yield None, f'the resource "{name}" is not in data/resources.csv. It has: {", ".join(known)}.'


def first_code_opens_the_chapter(chapter: Notebook) -> Iterator[Finding]:
    """The first code cell, and no other, says `chapter("...")` with the chapter's id; none does only for Jupyter."""
    if chapter.only_in_jupyter:
        if any(call.word == "chapter" for cell in chapter.code for call in cell.calls):
            yield None, "it is only for Jupyter and keeps no answers. Take out chapter(...)."
        return
    for place, cell in enumerate(chapter.code):
        ids = [call.first for call in cell.calls if call.word == "chapter"]
        if place == 0 and ids != [chapter.id]:
            yield cell, f'the first code cell must say chapter("{chapter.id}"). Write that.'
        elif place > 0 and ids:
            yield (
                cell,
                "only the first code cell says chapter(...). Delete this one: one notebook is one chapter.",
            )


def parts_are_there_in_order(chapter: Notebook) -> Iterator[Finding]:
    """Every part is there, in its order."""
    have = [step.part for step in chapter.steps]
    for step in chapter.steps:
        if step.part not in PARTS:
            yield step.start, f'"{step.part}" is not a part of a chapter. The parts are: {", ".join(PARTS)}.'
    for part in PARTS:
        if part not in have:
            yield (
                None,
                f'the part "{part}" is missing. Add a Markdown cell with a speaking heading and the '
                f'cell metadata "workbook": {{"step": "{part}", "minutes": ...}}.',
            )
    known = [step for step in chapter.steps if step.part in PARTS]
    for before, after in pairwise(known):
        if PARTS.index(after.part) < PARTS.index(before.part):
            yield (
                after.start,
                f'"{after.part}" comes after "{before.part}". The order is: {", ".join(PARTS)}.',
            )


def steps_begin_with_a_speaking_heading(chapter: Notebook) -> Iterator[Finding]:
    """A step begins with a `## ` heading that says something, and every such heading begins a step."""
    for cell in chapter.prose:
        seconds = re.findall(r"^## +(.+)$", cell.source, re.MULTILINE)
        if cell.is_step and not cell.source.startswith("## "):
            yield cell, 'this step does not begin with a heading. Begin it with "## " and what the step says.'
        if not cell.is_step and seconds:
            yield (
                cell,
                f'"{seconds[0]}" is a heading of a step, but the cell does not say so. Add the cell metadata '
                '"workbook": {"step": "<part>", "minutes": ...}, or use "###".',
            )
        if cell.is_step and len(seconds) > 1:
            yield (
                cell,
                f'"{seconds[1]}" is a second step in one cell. Give each step its own cell, or use "###".',
            )
        for heading in re.findall(r"^#{1,6} +(.+)$", cell.source, re.MULTILINE):
            if heading.strip(" .:?!").lower() in LABELS:
                yield (
                    cell,
                    f'the heading "{heading}" is a label. Say what there is to learn, as a sentence would.',
                )


def only_the_title_is_a_first_heading(chapter: Notebook) -> Iterator[Finding]:
    """The title alone is a `# ` heading: a second one would end the step that it stands in."""
    for cell in chapter.prose:
        first = re.findall(r"^# +(.+)$", cell.source, re.MULTILINE)
        for heading in first[1:] if cell.number == 1 else first:
            yield cell, f'"{heading}" is a second title. Use "###" for a heading inside a step.'


def code_cells_are_one_call(chapter: Notebook) -> Iterator[Finding]:
    """A code cell is one call, hidden on the website, or short code that says why: folded there, or on a page open."""
    words = _words()
    for cell in chapter.code:
        if "hide-input" in cell.tags or (not cell.tags and not chapter.is_chapter):
            lines = [line for line in cell.source.splitlines() if line.strip()]
            if len(lines) > 20:
                yield (
                    cell,
                    f"this code has {len(lines)} lines. Keep it to 20: move what is not the point to "
                    "workbook/.",
                )
            if not any(line.lstrip().startswith("#") for line in lines):
                yield (
                    cell,
                    "this code does not say why. Begin it with a comment that says what it asks of the data.",
                )
        elif "remove-input" not in cell.tags:
            yield (
                cell,
                'this code cell has no tag. Tag it "remove-input" when it is one call, or "hide-input" when '
                "it is code that readers may want to see.",
            )
        elif cell.call is None or cell.call.word not in words:
            yield (
                cell,
                f"a hidden code cell is one call of one of these words: {', '.join(words)}. "
                'Split it, or tag it "hide-input" if readers may want to see it.',
            )


def people_are_asked(chapter: Notebook) -> Iterator[Finding]:
    """The part Reflect has a prompt for oneself, for a team, for those who lead, and a spare one."""
    have = [
        activity.spec.get("who")
        for cell, activity in chapter.activities
        if activity.kind == "reflect" and cell.part == "reflect"
    ]
    for who in WHO:
        if chapter.was_run and who not in have:
            yield (
                None,
                f'the part "reflect" has no prompt with who="{who}". Add one: it asks four kinds of reader.',
            )


def there_is_a_five_minute_door(chapter: Notebook) -> Iterator[Finding]:
    """Someone with five minutes finds one box to write in at the very beginning."""
    if chapter.was_run and not any(
        a.kind == "reflect" and cell.part == "at-a-glance" for cell, a in chapter.activities
    ):
        yield (
            None,
            'the part "at-a-glance" has no reflect(...). Give a reader with five minutes one box to write '
            "in.",
        )


def recall_has_three_questions(chapter: Notebook) -> Iterator[Finding]:
    """The part Recall asks at least three questions."""
    count = sum(
        len(activity.spec.get("questions", []))
        for cell, activity in chapter.activities
        if activity.kind == "recall" and cell.part == "recall"
    )
    if chapter.was_run and count < 3:
        yield (
            None,
            f'the part "recall" asks {count} questions. Ask at least three, from what people often get '
            "wrong.",
        )


def there_is_something_to_try(chapter: Notebook) -> Iterator[Finding]:
    """The part Try It, where it is there, has a scenario: one's own answer first, then a worked example."""
    if chapter.was_run and _lacks(chapter, "try-it", "scenario"):
        yield (
            None,
            'the part "try-it" has no scenario(...). Add one from ordinary work: the reader answers first.',
        )


def there_is_a_plan_and_an_ask(chapter: Notebook) -> Iterator[Finding]:
    """The part One Thing, where it is there, has a plan for oneself and an ask of somebody who can answer."""
    if chapter.was_run and _lacks(chapter, "one-thing", "plan"):
        yield None, 'the part "one-thing" has no plan(...). Add one: one small thing, and its moment.'
    if chapter.was_run and _lacks(chapter, "one-thing", "ask"):
        yield (
            None,
            'the part "one-thing" has no ask(...). Add one: plans alone leave change to the least powerful.',
        )


def there_is_data_to_look_at(chapter: Notebook) -> Iterator[Finding]:
    """The part Look has a chart or a table."""
    shows = [call.word for cell in chapter.code if cell.part == "look-and-disagree" for call in cell.calls]
    if not {"chart", "table", "explore"} & set(shows):
        yield (
            None,
            'the part "look-and-disagree" has no chart(...), table(...) or explore(...). Give '
            "readers data to question.",
        )


def _lacks(chapter: Notebook, part: str, kind: str) -> bool:
    """Whether a part is there without an activity of this kind. That a part is missing, another rule says."""
    kinds = {activity.kind for cell, activity in chapter.activities if cell.part == part}
    return any(step.part == part for step in chapter.steps) and kind not in kinds


def _words() -> list[str]:
    """What an author may call in a hidden cell: the kinds of activity, and what shows something."""
    from workbook.kit.activities import kind_names

    return ["chapter", "chapter_list", "chart", "notes_panel", "picture", "table", *kind_names()]


RULES = (
    *chapter_rules(metadata_is_complete, metadata_say_for_whom, title_asks_the_question, resources_are_known),
    *page_rules(page_says_what_it_is),
    *rules(first_code_opens_the_chapter),
    *chapter_rules(parts_are_there_in_order, steps_begin_with_a_speaking_heading),
    *rules(only_the_title_is_a_first_heading, code_cells_are_one_call),
    *chapter_rules(
        people_are_asked,
        there_is_a_five_minute_door,
        recall_has_three_questions,
        there_is_something_to_try,
        there_is_a_plan_and_an_ask,
        there_is_data_to_look_at,
    ),
)
