"""The chapter contract: a good chapter passes, and for every rule a broken one is refused in plain words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import example_chapter as example
import nbformat
import pytest
from example_chapter import RIGHT, WRONG, activity, find, question, read_at, respec, step

from workbook import checks as contract
from workbook.chapters import catalogue
from workbook.chapters.contents import notebooks
from workbook.chapters.listed import chapter_list
from workbook.chapters.notebook import Notebook
from workbook.chapters.run import clean, write
from workbook.checks import (
    code_style,
    command,
    contents,
    guessable,
    keys,
    language,
    length,
    measure,
    phone_numbers,
    pictures,
    session,
    shape,
    stored,
    weak_rows,
)
from workbook.checks import placeholders as prompts
from workbook.checks.rule import Finding, Rule
from workbook.cli import main
from workbook.kit.drawing.output import evidence_address
from workbook.kit.web.stored import WIDGET_VIEW
from workbook.paths import NOTEBOOKS

Book = dict[str, Any]
Break = Callable[[Book], Any]
OTHER_LINK = "[three volumes](../book/about/evidence/francis-2013.md#francis-2013.three-volumes)"
Check = Callable[[Notebook], Iterator[Finding]]


def add(cell: Book, text: str) -> None:
    cell["source"] += text


def put(cell: Book, html: str) -> None:
    cell["outputs"][0]["data"]["text/html"] += html


def drop(book: Book, *cells: Book) -> None:
    book["cells"] = [cell for cell in book["cells"] if not any(cell is one for one in cells)]


def notes_of(book: Book, part: str) -> list[Book]:
    return [c for c in book["cells"] if c["metadata"].get("workbook", {}).get("facilitates") == part]


def about(book: Book) -> Book:
    found: Book = book["metadata"]["workbook"]
    return found


def before_its_step_ends(book: Book) -> None:
    cells = book["cells"]
    note = notes_of(book, "reflect")[0]
    cells.remove(note)
    cells.insert(cells.index(step(book, "reflect")) + 1, note)


def swap_parts(book: Book) -> None:
    one, two = step(book, "try-it"), step(book, "reflect")
    one["metadata"]["workbook"]["step"], two["metadata"]["workbook"]["step"] = "reflect", "try-it"


def all_in_one_place(book: Book) -> None:
    asked = [question(slug, RIGHT, WRONG) for slug in ("one", "two", "three")]
    respec(find(book, "recall("), questions=asked)


def right_and_long(book: Book) -> None:
    long = {**RIGHT, "text": "The rota, which was too short by two nurses."}
    asked = [question("one", long, WRONG), question("two", WRONG, long), question("three", RIGHT, WRONG)]
    respec(find(book, "recall("), questions=asked)


def reused_key(book: Book) -> None:
    again = activity("reflect", "door", who="you")
    again["id"] = "again"
    book["cells"].append(again)


WEAK = "francis-2013.culture-of-fear"

BROKEN: list[tuple[Check, Break, str]] = [
    (
        prompts.prompts_are_answered,
        lambda b: add(step(b, "reflect"), "\n\n[[Write: a question\nthat fits]] [[Write: more]]"),
        "still to be written: [[Write: a question that fits]] and 1 more.",
    ),
    (
        prompts.prompts_are_answered,
        lambda b: add(find(b, "data.head"), "\n# [[Write: what this asks]]"),
        "still to be written: [[Write: what this asks]]",
    ),
    (
        prompts.prompts_are_answered,
        lambda b: about(b)["outcomes"].append("[[Write: what for]]"),
        'in "outcomes": [[Write: what for]]',
    ),
    (
        prompts.prompts_are_answered,
        lambda b: put(find(b, "picture("), "<p>[[Write: the caption]]</p>"),
        "write it in notebooks/pictures/who-was-watching.svg",
    ),
    (
        prompts.prompts_are_answered,
        lambda b: put(find(b, '"door"'), "<p>[[Write: the hint]]</p>"),
        "an old output",
    ),
    (shape.metadata_is_complete, lambda b: about(b).pop("part"), '"part" is missing'),
    (shape.metadata_is_complete, lambda b: about(b).update(id="other"), "rename the file"),
    (shape.metadata_is_complete, lambda b: about(b)["outcomes"].pop(), "Write three things"),
    (
        shape.metadata_is_complete,
        lambda b: add(b["cells"][0], "") or b["cells"][0].update(source="# No"),
        "begin with",
    ),
    (shape.metadata_say_for_whom, lambda b: about(b).pop("take_it_if"), '"take_it_if" is missing'),
    (shape.metadata_say_for_whom, lambda b: about(b).update(take_it_if="You want it."), "no capital first"),
    (shape.metadata_say_for_whom, lambda b: about(b).update(take_it_if="you have 9"), "has a figure"),
    (shape.metadata_say_for_whom, lambda b: about(b).pop("for"), "names 0 readers. Name 2 to 4"),
    (shape.metadata_say_for_whom, lambda b: about(b).update({"for": "nurse"}), "names 0 readers"),
    (
        shape.metadata_say_for_whom,
        lambda b: about(b)["for"].append("baker"),
        "names “baker”. It may name: nurse",
    ),
    (
        shape.title_asks_the_question,
        lambda b: about(b).update(title="An example for the checks"),
        "a name, a colon and the chapter's question",
    ),
    (
        shape.resources_are_known,
        lambda b: about(b)["resources"].append("francis-2012"),
        "not in data/resources.csv",
    ),
    (
        shape.first_code_opens_the_chapter,
        lambda b: find(b, "chapter(").update(source="1"),
        'chapter("example-chapter")',
    ),
    (
        shape.first_code_opens_the_chapter,
        lambda b: find(b, "picture(").update(source='chapter("x")'),
        "Delete this one",
    ),
    (shape.parts_are_there_in_order, lambda b: drop(b, step(b, "try-it")), 'the part "try-it" is missing'),
    (shape.parts_are_there_in_order, swap_parts, "The order is"),
    (
        shape.parts_are_there_in_order,
        lambda b: step(b, "recall")["metadata"]["workbook"].update(step="quiz"),
        "is not a part of a chapter",
    ),
    (
        shape.steps_begin_with_a_speaking_heading,
        lambda b: step(b, "reflect").update(source="Text without a heading."),
        "does not begin with a heading",
    ),
    (
        shape.steps_begin_with_a_speaking_heading,
        lambda b: step(b, "what-it-says").update(source="## Findings\n\nText."),
        "is a label",
    ),
    (
        shape.steps_begin_with_a_speaking_heading,
        lambda b: add(step(b, "reflect"), "\n\n## And another thing\n"),
        "a second step in one cell",
    ),
    (
        shape.only_the_title_is_a_first_heading,
        lambda b: add(step(b, "reflect"), "\n\n# Another title\n\nA sentence.\n"),
        '"Another title" is a second title',
    ),
    (
        shape.steps_begin_with_a_speaking_heading,
        lambda b: step(b, "try-it")["metadata"].clear(),
        "does not say so",
    ),
    (
        length.minutes_add_up,
        lambda b: step(b, "reflect")["metadata"]["workbook"].update(minutes=9),
        "Give it 3 to 8",
    ),
    (
        length.minutes_add_up,
        lambda b: step(b, "recall")["metadata"]["workbook"].update(minutes=2),
        "Give it 3 to 8",
    ),
    (length.minutes_add_up, lambda b: about(b).update(minutes=35), "Correct one of them"),
    (
        length.minutes_add_up,
        lambda b: drop(b, step(b, "try-it"), step(b, "reflect")),
        "A chapter takes 30 to 40",
    ),
    (
        length.minutes_are_those_it_takes,
        lambda b: step(b, "reflect")["metadata"]["workbook"].update(minutes=7),
        "this step promises 7 minutes and takes about 4.",
    ),
    (
        length.minutes_are_those_it_takes,
        lambda b: add(step(b, "what-it-says"), example.PROSE * 60),
        "it promises 30 minutes and takes about 3",
    ),
    (
        length.chapter_can_be_finished,
        lambda b: add(step(b, "what-it-says"), example.PROSE * 40),
        "words, and 3200 is the limit. Cut, or put",
    ),
    (
        length.chapter_can_be_finished,
        lambda b: find(b, '"door"')["outputs"].extend(find(b, '"door"')["outputs"] * 4),
        "it has 12 boxes to write in, and 10 is the limit",
    ),
    (
        length.what_is_extra_says_so,
        lambda b: b["cells"].append({**activity("reflect", "more", who="spare"), "id": "more"}),
        "no heading says that it is extra",
    ),
    (
        length.three_ideas_are_drawn,
        lambda b: drop(b, find(b, "picture(")),
        "it has 2 pictures, and at least 3",
    ),
    (
        length.sentences_have_one_evidence_link,
        lambda b: add(step(b, "reflect"), f"\n\nIt made {example.LINK}, and again {OTHER_LINK}."),
        "“It made 290 recommendations, and again three volumes. …” has 2 links to the evidence",
    ),
    (
        length.headings_stand_alone,
        lambda b: add(step(b, "reflect"), "\n\n### That was not all"),
        "“That was not all” points at something that a menu does not show",
    ),
    (
        length.headings_stand_alone,
        lambda b: add(step(b, "reflect"), "\n\n### " + "A very long heading " * 4),
        "has 79 letters, and 75 is the limit",
    ),
    (
        stored.specifications_are_whole,
        lambda b: respec(find(b, "recall("), questions=[{"slug": "one"}]),
        'the stored output of "example-chapter.back" is not what a recall needs',
    ),
    (shape.code_cells_are_one_call, lambda b: find(b, "chart(")["metadata"].clear(), "has no tag"),
    (
        shape.code_cells_are_one_call,
        lambda b: find(b, "chart(").update(source="x = 1\nchart('y')"),
        "is one call",
    ),
    (shape.code_cells_are_one_call, lambda b: find(b, "chart(").update(source="print('x')"), "is one call"),
    (
        shape.code_cells_are_one_call,
        lambda b: find(b, "data.head").update(source="data.head()"),
        "does not say why",
    ),
    (shape.code_cells_are_one_call, lambda b: add(find(b, "data.head"), "\nx = 1" * 20), "Keep it to 20"),
    (
        code_style.code_is_in_its_form,
        lambda b: add(find(b, "data.head"), "\nx = {'a':1}"),
        "“x = {'a':1}…”, is not in its form. Let ruff write it: python -m ruff format notebooks/90-example",
    ),
    (
        code_style.code_is_in_its_form,
        lambda b: add(find(b, "data.head"), "\nimport os"),
        "`os` imported but unused (F401). Put it right, then run the chapter again.",
    ),
    (
        code_style.code_is_in_its_form,
        lambda b: add(find(b, "data.head"), "\nprint("),
        "(invalid-syntax). Put it right",
    ),
    (shape.people_are_asked, lambda b: drop(b, find(b, "see-leaders")), 'no prompt with who="leaders"'),
    (shape.there_is_a_five_minute_door, lambda b: drop(b, find(b, '"door"')), "one box to write in"),
    (
        shape.recall_has_three_questions,
        lambda b: respec(find(b, "recall("), questions=[{"slug": "one"}, {"slug": "two"}]),
        "asks 2 questions",
    ),
    (guessable.recall_cannot_be_guessed, all_in_one_place, "the same letter in every question"),
    (
        guessable.recall_cannot_be_guessed,
        right_and_long,
        "in 2 of 3 questions the right answer is much the longest",
    ),
    (shape.there_is_something_to_try, lambda b: drop(b, find(b, "scenario(")), "no scenario(...)"),
    (shape.there_is_a_plan_and_an_ask, lambda b: drop(b, find(b, "plan(")), "no plan(...)"),
    (shape.there_is_a_plan_and_an_ask, lambda b: drop(b, find(b, "ask(")), "no ask(...)"),
    (shape.there_is_data_to_look_at, lambda b: drop(b, find(b, "chart(")), "no chart"),
    (
        session.facilitators_have_notes,
        lambda b: drop(b, *notes_of(b, "reflect")),
        "no note for the facilitator",
    ),
    (
        session.facilitators_have_notes,
        lambda b: notes_of(b, "reflect")[0]["metadata"]["workbook"].update(facilitates="recall"),
        'it facilitates "recall"',
    ),
    (
        session.facilitators_have_notes,
        lambda b: notes_of(b, "reflect")[0].update(source="**Purpose.** To slow down."),
        "no paragraph that begins **Watch for.**",
    ),
    (
        session.facilitators_have_notes,
        lambda b: notes_of(b, "reflect")[0].update(
            source="**Purpose.** To slow down.\n\n**Watch for.** Names.\n\n**Minutes.** Ten."
        ),
        "has 3 paragraphs",
    ),
    (
        session.facilitators_have_notes,
        lambda b: notes_of(b, "reflect")[0].update(
            source="**Purpose.** So.\n\n**Watch for.** " + "Go on. " * 60
        ),
        "nobody reads more on the day",
    ),
    (
        session.facilitators_have_notes,
        lambda b: notes_of(b, "reflect")[0]["metadata"]["workbook"].update(plan={"60": 9}),
        "Minutes stand in the chapter's .session.yaml",
    ),
    (session.facilitators_have_notes, before_its_step_ends, "before some of its step"),
    (
        session.notes_do_not_repeat_the_page,
        lambda b: (
            add(step(b, "reflect"), "\n\nWhat would a visitor notice here that we have stopped seeing?"),
            add(
                notes_of(b, "reflect")[0],
                " Or: what would a visitor notice here that we have stopped seeing?",
            ),
        ),
        "this note says what the page says already: “what would a visitor notice here that we have stopped seeing?”",
    ),
    (
        session.what_is_hard_has_a_warning,
        lambda b: step(b, "reflect")["metadata"]["workbook"].update(hard=True),
        "no warning in bold ends the cell before it",
    ),
    (
        session.facilitators_have_notes,
        lambda b: find(b, "chart(")["metadata"]["tags"].append("facilitator"),
        "no Markdown",
    ),
    (stored.outputs_are_stored, lambda b: find(b, "chart(").update(outputs=[]), "no stored output"),
    (
        stored.outputs_are_stored,
        lambda b: find(b, "chart(").update(outputs=[failure()]),
        "the failure is stored",
    ),
    (stored.nothing_live_is_stored, lambda b: b["metadata"].update(widgets={}), "states of widgets"),
    (
        stored.nothing_live_is_stored,
        lambda b: find(b, '"door"')["outputs"][0]["data"].update({WIDGET_VIEW: {"model_id": "1"}}),
        "a live widget is stored",
    ),
    (
        stored.activities_can_be_shown,
        lambda b: find(b, '"door"')["outputs"][0].update(
            data={"text/plain": "reflect: example-chapter.door"}
        ),
        "the activity is stored without its HTML",
    ),
    (
        stored.activities_can_be_shown,
        lambda b: find(b, '"door"')["outputs"][0]["data"].update(
            {"text/html": "", "text/plain": "VBox(children=(reflect: example-chapter.door,))"}
        ),
        "activities stand inside another widget, such as a VBox",
    ),
    (
        stored.no_answers_are_stored,
        lambda b: respec(find(b, '"door"'), value={"text": "my words"}),
        "holds an answer",
    ),
    (
        stored.no_answers_are_stored,
        lambda b: put(find(b, '"door"'), "<textarea>my words</textarea>"),
        "something written",
    ),
    (
        stored.no_answers_are_stored,
        lambda b: put(find(b, '"door"'), "<input type=radio checked>"),
        "something written",
    ),
    (
        stored.no_answers_are_stored,
        lambda b: put(find(b, '"door"'), "<input value=mine>"),
        "something written",
    ),
    (
        stored.outputs_are_static_and_safe,
        lambda b: put(find(b, "chart("), '<p style="color: red">x</p>'),
        "a style of its own",
    ),
    (
        stored.outputs_are_static_and_safe,
        lambda b: put(find(b, "chart("), "<script>go()</script>"),
        "a script",
    ),
    (
        stored.outputs_are_static_and_safe,
        lambda b: put(find(b, "chart("), '<b onclick="go()">x</b>'),
        "a script in an attribute",
    ),
    (
        stored.outputs_are_static_and_safe,
        lambda b: put(find(b, "chart("), "<iframe></iframe>"),
        "an <iframe>",
    ),
    (
        stored.outputs_are_static_and_safe,
        lambda b: put(find(b, "chart("), '<img src="https://a.org/b">'),
        "another computer",
    ),
    (
        stored.outputs_are_static_and_safe,
        lambda b: put(find(b, "chart("), "object at 0x7f00aa11bb22"),
        "an address in memory",
    ),
    (
        stored.outputs_are_static_and_safe,
        lambda b: find(b, "chart(")["outputs"].append(warning()),
        "a warning",
    ),
    (
        stored.activities_match_their_cells,
        lambda b: find(b, '"door"').update(source='reflect("gate")'),
        "the code says",
    ),
    (
        stored.activities_say_what_their_cells_say,
        lambda b: find(b, '"door"').update(source='reflect("door", "Another sentence since it was run.")'),
        "the code says “Another sentence since it was run.”",
    ),
    (stored.keys_are_used_once, reused_key, "used in cell 4 already"),
    (
        stored.keys_are_used_once,
        lambda b: rekey(find(b, '"door"'), "Example.The Door"),
        "not lower case with dashes",
    ),
    (
        stored.file_is_as_run_writes_it,
        lambda b: b["metadata"]["kernelspec"].update(name="mine"),
        "is not as `run`",
    ),
    (
        pictures.pictures_have_their_files,
        lambda b: find(b, "picture(").update(source='picture("who-was-wathcing")'),
        "There is no who-was-wathcing.svg in pictures/. Did you mean 'who-was-watching'?",
    ),
    (
        pictures.pictures_have_their_files,
        lambda b: put(find(b, "picture("), "") or repainted(b),
        "the picture has changed since this cell ran",
    ),
    (
        pictures.pictures_can_be_read_on_a_phone,
        lambda b: put(
            find(b, "picture("), '<svg viewBox="0 0 576 100"><text font-size="20px">Too small</text></svg>'
        ),
        "words of size 20 in a picture 576 wide are too small on a phone. Make them at least 22.0",
    ),
    (language.markdown_is_plain, lambda b: add(step(b, "reflect"), "\n\n<br>\n"), "HTML (<br>)"),
    (language.markdown_is_plain, lambda b: add(step(b, "reflect"), "\n\nSee {term}`culture`."), "a role"),
    (language.markdown_is_plain, lambda b: add(step(b, "reflect"), "\n\n```{note}\nx\n```"), "a directive"),
    (language.markdown_is_plain, lambda b: add(step(b, "reflect"), "\n\n:::\nx\n:::"), "a fence of colons"),
    (language.markdown_is_plain, lambda b: add(step(b, "reflect"), "\n\n(here)=\n"), "a target"),
    (
        language.links_lead_somewhere,
        lambda b: add(step(b, "reflect"), "\n\n[Notes](../book/no.md)"),
        "does not exist",
    ),
    (
        language.links_lead_somewhere,
        lambda b: add(step(b, "reflect"), "\n\n[Notes](/book/no.md)"),
        "neither relative",
    ),
    (
        language.links_lead_somewhere,
        lambda b: add(step(b, "reflect"), "\n\n[It](http://a.org)"),
        "neither relative",
    ),
    (
        language.links_lead_somewhere,
        lambda b: add(step(b, "reflect"), "\n\n[Notes](../book/x.html)"),
        "built website",
    ),
    (
        language.links_lead_somewhere,
        lambda b: add(
            step(b, "reflect"), "\n\n[Row](../book/about/evidence/francis-2013.md#francis-2013.none)"
        ),
        "which is not on that page",
    ),
    (
        language.links_lead_somewhere,
        lambda b: add(step(b, "reflect"), "\n\n[Help](../book/where-to-turn.md#if-you-are-worn)"),
        "Did you mean #if-you-are-worn-out",
    ),
    (
        language.links_lead_somewhere,
        lambda b: add(step(b, "reflect"), "\n\n[Francis](../book/references.md#francis-1913)"),
        "not on that page",
    ),
    (
        language.links_lead_somewhere,
        lambda b: add(step(b, "reflect"), "\n\n[Below](#nothing-of-the-kind)"),
        "not on this page",
    ),
    (
        language.links_lead_somewhere,
        lambda b: add(step(b, "reflect"), "\n\n[here](https://a.org)"),
        "where it leads",
    ),
    (
        language.links_lead_somewhere,
        lambda b: add(step(b, "reflect"), "\n\n![](https://a.org/x)"),
        "no words for those",
    ),
    (language.says_what_we_read, lambda b: put(find(b, "chapter("), "") or unread(b), "What we read"),
    (
        language.account_has_its_length,
        lambda b: step(b, "what-it-says").update(source="## Short\n\nToo short."),
        "3 words",
    ),
    (
        language.account_has_its_length,
        lambda b: add(step(b, "what-it-says"), "again and " * 300),
        "Write 600 to 1000",
    ),
    (
        language.account_has_its_length,
        lambda b: of_a_source_of_which_little_was_read(b, "again and " * 300),
        "Write 0 to 1000",
    ),
    (
        language.nothing_is_left_to_write,
        lambda b: add(step(b, "reflect"), " TODO: more."),
        "“TODO” is a placeholder",
    ),
    (
        language.nothing_is_left_to_write,
        lambda b: put(find(b, "chart("), "<p>Coming soon</p>"),
        "“Coming soon”",
    ),
    (
        phone_numbers.numbers_to_ring_are_known,
        lambda b: add(step(b, "reflect"), " Ring 0300 131 7000."),
        "“0300 131 7000” in this cell is not in data/support.yaml",
    ),
    (
        phone_numbers.numbers_to_ring_are_known,
        lambda b: put(find(b, "chart("), "<p>Ring 0300 131 7000.</p>"),
        "“0300 131 7000” in this cell",
    ),
    (
        weak_rows.weak_rows_lead_no_argument,
        lambda b: add(step(b, "reflect"), f"\n\nIt was [fear]({evidence_address(WEAK)})."),
        f"rests on the weak row “{WEAK}” alone",
    ),
    (language.people_are_named_well, lambda b: add(step(b, "reflect"), " BAME staff."), "ethnic minorities"),
    (
        language.people_are_named_well,
        lambda b: add(step(b, "reflect"), " People suffering from it."),
        "live with",
    ),
    (language.figures_have_evidence, lambda b: add(step(b, "reflect"), "\n\nIt hurt 417 people."), "417"),
    (language.figures_have_evidence, lambda b: respec(find(b, '"door"'), prompt="Why did 417 wait?"), "417"),
    (
        language.figures_have_evidence,
        lambda b: respec(find(b, '"door"'), guesses=[{"slug": "a", "label": "Made", "answer": 417}]),
        "417",
    ),
    (
        language.prose_reads_easily,
        lambda b: step(b, "recall").update(source="## A\n\n" + HARD * 150),
        "reads at grade",
    ),
]
HARD = (
    "Institutional accountability arrangements necessitated considerable organisational reconfiguration, "
    "notwithstanding the demonstrable insufficiency of multidisciplinary communication throughout. "
)


def failure() -> Book:
    return example.v4.new_output("error", ename="KeyError", evalue="x", traceback=[])


def warning() -> Book:
    return example.v4.new_output("stream", name="stderr", text="DeprecationWarning\n")


def rekey(cell: Book, key: str) -> None:
    data = cell["outputs"][0]["data"]
    data["text/html"] = data["text/html"].replace('data-key="example-chapter.door"', f'data-key="{key}"')


def repainted(book: Book) -> None:
    data = find(book, "picture(")["outputs"][0]["data"]
    data["text/html"] = data["text/html"].replace("<circle", "<ellipse")


def of_a_source_of_which_little_was_read(book: Book, more: str) -> None:
    """Its resource has “yes” in short_account."""
    book["metadata"]["workbook"]["resources"] = ["fulford-nuh-story"]
    add(step(book, "what-it-says"), more)


def unread(book: Book) -> None:
    data = find(book, "chapter(")["outputs"][0]["data"]
    data["text/html"] = data["text/html"].replace("What we read", "Source")


def test_a_chapter_that_keeps_the_contract_has_no_problem(tmp_path: Path) -> None:
    assert contract.check(read_at(tmp_path, example.chapter())) == []


@pytest.mark.parametrize(("rule", "broken", "said"), BROKEN, ids=[f"{r.__name__}: {s}" for r, _, s in BROKEN])
def test_a_broken_chapter_is_refused(rule: Check, broken: Break, said: str, tmp_path: Path) -> None:
    book = example.clean(example.chapter())
    broken(book)
    found = contract.check(read_at(tmp_path, book, tidy=False), (Rule(rule),))
    assert any(said in problem for problem in found), found
    assert all(problem.startswith("90-example-chapter") for problem in found)


LISTED = f"- file: {example.ENTRY}"
BROKEN_CONTENTS: list[tuple[Check, str, Callable[[str], str], str]] = [
    (
        contents.notebook_is_in_the_contents,
        "_toc.yml",
        lambda text: text.replace(LISTED, "- file: notebooks/other"),
        f"_toc.yml does not list it. Add, below its part: - file: {example.ENTRY}",
    ),
    (
        contents.chapter_stands_below_its_part,
        "book/parts/when-culture-fails.md",
        lambda text: text.replace("# When", "# Where"),
        "has no page in _toc.yml. The parts are: “Where culture fails, and learns”",
    ),
    (
        contents.chapter_stands_below_its_part,
        "_toc.yml",
        lambda text: text.replace("book/parts/when-culture-fails", "book/parts/gone"),
        "or write book/parts/when-culture-fails-and-learns.md with the heading",
    ),
    (
        contents.chapter_stands_below_its_part,
        "_toc.yml",
        lambda text: text.replace(f"    sections:\n    {LISTED}\n", f"  {LISTED}\n"),
        "_toc.yml lists the chapter below no part",
    ),
    (
        contents.chapter_stands_below_its_part,
        "book/parts/when-culture-fails.md",
        lambda text: text.replace('data-part="2"', 'data-part="3"'),
        "the page of its part, book/parts/when-culture-fails.md, does not list its chapters. Add this line there: "
        '<div data-lists="chapters" data-part="2" data-as="invitations"></div>',
    ),
]


@pytest.mark.parametrize(
    ("rule", "file", "change", "said"), BROKEN_CONTENTS, ids=[said for _, _, _, said in BROKEN_CONTENTS]
)
def test_a_chapter_that_is_not_in_the_book_is_refused(
    rule: Check, file: str, change: Callable[[str], str], said: str, tmp_path: Path
) -> None:
    chapter = read_at(tmp_path, example.chapter())
    path = tmp_path / file
    path.write_text(changed := change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert changed != ""
    found = contract.check(chapter, [Rule(rule)])
    assert any(said in problem for problem in found), found


def change_contents(root: Path, old: str, new: str) -> None:
    path = root / "_toc.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


BROKEN_BOOKS: list[tuple[str, Callable[[Path], Any], str]] = [
    (
        "contents-can-be-built",
        lambda root: change_contents(root, LISTED, f"{LISTED}\n    {LISTED}.ipynb"),
        f"_toc.yml lists {example.ENTRY} more than once. Leave one of its lines.",
    ),
    (
        "contents-can-be-built",
        lambda root: change_contents(root, "jb-book", "jb-article"),
        "_toc.yml stops the build: Unknown keys found: {'parts'}. Take back the last change there; its first line is "
        "format: jb-book",
    ),
    (
        "contents-can-be-built",
        lambda root: change_contents(root, "  - file:", "  - files:"),
        "_toc.yml stops the build: entry does not contain one of",
    ),
    (
        "entries-have-their-files",
        lambda root: (root / "_toc.yml").write_text("root: book/gone\nformat: jb-book\n"),
        "_toc.yml lists book/gone, and there is no such .md or .ipynb file",
    ),
    (
        "parts-are-whole",
        lambda root: (root / "book" / "parts" / "when-culture-fails.md").write_text(
            "---\npart: 2\n---\nNo heading."
        ),
        "book/parts/when-culture-fails.md does not begin with a heading",
    ),
    (
        "parts-are-whole",
        lambda root: (root / "book" / "parts" / "when-culture-fails.md").write_text("# A heading"),
        "book/parts/when-culture-fails.md has no number, which gives it its colour",
    ),
    (
        "parts-are-whole",
        lambda root: (root / "_toc.yml").write_text("parts: [{chapters: [{file: book/parts/none}]}]"),
        "_toc.yml lists no chapter below the part book/parts/none",
    ),
    (
        "pages-are-in-the-contents",
        lambda root: (root / "book" / "stray.md").write_text("# Stray"),
        "book/stray.md is not in _toc.yml, so it is on no menu",
    ),
    (
        "pages-are-in-the-contents",
        lambda root: (root / "book" / "facilitate" / "stray.md").write_text("# Stray"),
        "book/facilitate/index.md does not lead to stray.md",
    ),
    (
        "every-reader-is-spoken-to",
        lambda root: (root / "book" / "which-chapter.md").write_text('<div data-for="nurse"></div>'),
        "book/which-chapter.md has no list for a care worker or healthcare assistant. Add a heading and, below it: "
        '<div data-lists="chapters" data-for="care-worker" data-as="rows"></div>',
    ),
    (
        "pages-are-written",
        lambda root: (root / "book" / "parts" / "new.md").write_text("# New\n\n[[Write: what for]]"),
        "book/parts/new.md: still to be written: [[Write: what for]]. Answer it in your own words",
    ),
    (
        "pages-lead-somewhere",
        lambda root: (root / "book" / "a.md").write_text(f"[Begin](../{example.ENTRY}.ipynb#in-short)"),
        "book/a.md: the link [Begin](../notebooks/90-example-chapter.ipynb#in-short) leads to a heading that is not "
        "on that page, and the book would not build. Did you mean #in-short-nobody-was-looking?",
    ),
    (
        "pages-lead-somewhere",
        lambda root: (root / "book" / "a.md").write_text("[Begin](gone.md)"),
        "leads to a file that does not exist",
    ),
    ("keys-are-remembered", lambda root: None, "the key example-chapter.door is not in keys.json"),
    (
        "evidence-is-written",
        lambda root: (root / "data" / "facts.csv").write_text("id,claim\na.b,[[Write: it]]\n"),
        "data/facts.csv, the row a.b: claim is still to be written",
    ),
    ("evidence-pages-are-fresh", lambda root: None, "book/about/evidence/berwick-2013.md is missing"),
    (
        "pages-print-known-numbers",
        lambda root: (root / "book" / "where.md").write_text("Ring 0300 131 7000."),
        "“0300 131 7000” in where.md is not in data/support.yaml",
    ),
    (
        "facilitator-pages-are-plain",
        lambda root: (root / "book" / "facilitate" / "a.md").write_text("All is strictly confidential."),
        "book/facilitate/a.md: Nobody can promise that",
    ),
    (
        "glossary-is-whole",
        lambda root: (root / "book" / "glossary.md").write_text("# Words\n\n## Trust\n\nA body.\n"),
        "“Trust”: no page links to it",
    ),
]
ELSEWHERE = {
    "kinds-have-both-halves": "test_activities",
    "texts-stand-once": "test_repeated",
    "bundle-is-fresh": "test_bundle",
    "numbers-worked-out-follow": "test_table_facts",
    "publishing-makes-the-papers": "test_leaders_words",
}
"""Rules on the package's own files, whose broken examples stand with the tests of those files."""


@pytest.mark.parametrize(("rule", "broken", "said"), BROKEN_BOOKS, ids=[said for _, _, said in BROKEN_BOOKS])
def test_a_broken_book_is_refused(
    rule: str, broken: Callable[[Path], Any], said: str, tmp_path: Path
) -> None:
    read_at(tmp_path, example.chapter())
    broken(tmp_path)
    (asked,) = [one for one in contract.BOOK_RULES if one.id == rule]
    found = list(asked.check(tmp_path))
    assert any(said in problem for problem in found), found


def test_every_rule_on_the_book_has_a_broken_example() -> None:
    assert {rule for rule, _, _ in BROKEN_BOOKS} | {*ELSEWHERE} == {rule.id for rule in contract.BOOK_RULES}


def test_every_rule_says_itself_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rules = {line.partition(":")[0] for line in lines}
    assert {rule.id for rule in (*contract.RULES, *contract.BOOK_RULES)} <= rules and len(rules) == len(lines)
    assert all(line.endswith(".") and len(line) > len(line.split(":")[0]) + 20 for line in lines)


REPEATS = session.notes_do_not_repeat_the_session
"""Its broken example needs a session beside the chapter: `test_a_note_that_repeats_its_session_is_refused`."""


def test_every_rule_has_a_broken_example() -> None:
    broken = {rule for rule, _, _ in BROKEN} | {rule for rule, *_ in BROKEN_CONTENTS} | {REPEATS}
    assert broken == {rule.check for rule in contract.RULES if rule.chapters}


def test_what_is_extra_is_not_counted(tmp_path: Path) -> None:
    book = example.chapter()
    before = measure.of_chapter(read_at(tmp_path, book))
    extra = example.prose("### Extra: put it together\n\n" + example.PROSE * 9)
    book["cells"] += [{**extra, "id": "extra"}, {**activity("reflect", "more", who="spare"), "id": "more"}]
    chapter = read_at(tmp_path, book)
    assert measure.of_chapter(chapter) == before
    assert contract.check(chapter, length.RULES) == []


def test_the_figures_of_a_chapter_are_told_step_by_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    chapter = read_at(tmp_path, example.chapter())
    monkeypatch.setattr(command, "NOTEBOOKS", chapter.path.parent)
    assert main(["check", "--measure"]) == 0
    *steps, last = capsys.readouterr().out.splitlines()
    assert len(steps) == 7 and "4 boxes" in steps[4] and steps[4].endswith(": What have we stopped seeing?")
    assert "8 boxes, 30 minutes (it says 30) in 7 steps" in last


def test_a_source_s_own_word_may_stand_in_quotation_marks(tmp_path: Path) -> None:
    book = example.chapter()
    add(step(book, "reflect"), " The survey asked about “BAME staff”.")
    assert contract.check(read_at(tmp_path, book), [Rule(language.people_are_named_well)]) == []


def test_how_many_to_a_group_is_no_figure_and_a_share_is_one(tmp_path: Path) -> None:
    book = example.chapter()
    note = notes_of(book, "reflect")[0]
    add(note, "\n\nTwo silent minutes, then groups of 3.")
    assert contract.check(read_at(tmp_path, book), [Rule(language.figures_have_evidence)]) == []
    add(note, "\n\nTell them that 83% agree. It was so in 2019. In all, 417 came.")
    told = " ".join(contract.check(read_at(tmp_path, book), [Rule(language.figures_have_evidence)]))
    assert all(figure in told for figure in ("83%", "2019", "417"))


def test_a_prompt_in_the_session_is_named_with_its_line(tmp_path: Path) -> None:
    chapter = read_at(tmp_path, example.chapter())
    session = chapter.path.with_name(f"{chapter.path.stem}.session.yaml")
    session.write_text('chapter: x\nwarning: "[[Write: what is hard]]"\n', encoding="utf-8")
    (told,) = contract.check(chapter, [Rule(prompts.prompts_are_answered)])
    assert f"in {session.name}, line 2: [[Write: what is hard]]" in told


def test_a_part_that_is_missing_is_told_once(tmp_path: Path) -> None:
    book = example.chapter()
    drop(book, step(book, "one-thing"), find(book, "plan("), find(book, "ask("))
    rules = [Rule(shape.parts_are_there_in_order), Rule(shape.there_is_a_plan_and_an_ask)]
    (told,) = contract.check(read_at(tmp_path, book), rules)
    assert 'the part "one-thing" is missing' in told


def test_a_file_that_is_no_notebook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "90-example-chapter.ipynb"
    path.write_text("{", encoding="utf-8")
    (problem,) = contract.problems(path)
    assert "cannot be read as a notebook" in problem


def test_the_reading_grade_needs_no_download(monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a word list was about to be downloaded")

    monkeypatch.setattr(nltk, "download", refuse)
    easy, hard = (
        language.reading_grade(["The cat sat on the mat. It was a fat cat."]),
        language.reading_grade([HARD]),
    )
    assert easy < 3 < 15 < hard


def test_decimals_do_not_end_sentences() -> None:
    line = "In the last of these years about {} of every ten staff said that they would be heard by someone."
    assert language.reading_grade([line.format("5.71")]) == pytest.approx(
        language.reading_grade([line.format("571")])
    )


# --- keys ----------------------------------------------------------------------------------------


@pytest.fixture
def remembered(tmp_path: Path) -> Iterator[Callable[..., list[str]]]:
    chapter = read_at(tmp_path, example.chapter())
    every = {one.key: one.kind for _, one in chapter.activities}

    def ask(more: dict[str, str] | None = None, without: str = "", **aliases: str) -> list[str]:
        path = tmp_path / "keys.json"
        stored = {key: kind for key, kind in {**every, **(more or {})}.items() if key != without}
        named = {old.replace("_", "."): new for old, new in aliases.items()}
        path.write_text(json.dumps({"keys": stored, "aliases": named}), encoding="utf-8")
        return list(keys.problems([chapter], path))

    yield ask


def test_keys_that_agree_are_fine(remembered: Callable[..., list[str]]) -> None:
    assert remembered() == []
    assert remembered({"a.old": "reflect"}, a_old="example-chapter.door") == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"without": "example-chapter.door"}, "Add it: python -m workbook keys"),
        ({"more": {"example-chapter.door": "predict"}}, "remembers a predict"),
        ({"more": {"a.old": "reflect"}}, "no chapter has the key a.old any more"),
        ({"a_old": "example-chapter.door"}, "was never a key"),
        ({"more": {"a.old": "reflect"}, "a_old": "example-chapter.gone"}, "Correct the alias"),
        ({"more": {"a.old": "recall"}, "a_old": "example-chapter.door"}, "An alias keeps the kind"),
        ({"example-chapter_door": "example-chapter.back"}, "is still used"),
    ],
)
def test_keys_that_disagree_are_refused(
    change: dict[str, Any], said: str, remembered: Callable[..., list[str]]
) -> None:
    assert any(said in problem for problem in remembered(**change))


def test_a_chapter_that_was_not_run_yet_is_told_so_once(tmp_path: Path) -> None:
    book = example.chapter()
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    chapter = read_at(tmp_path, book)
    told = contract.check(chapter, (*shape.RULES, *session.RULES, *stored.RULES))
    assert len(told) == 1 and "no stored output" in told[0]
    path = tmp_path / "keys.json"
    assert any(problem.endswith("python -m workbook keys.") for problem in keys.problems([chapter], path))
    assert keys.add(path, chapter.path.parent) == keys.Added([], ["example-chapter"])
    assert not path.exists()


@pytest.mark.parametrize("last_only", [False, True], ids=["not run on", "failed at the end"])
def test_keys_of_a_chapter_whose_run_failed_are_not_noted(tmp_path: Path, last_only: bool) -> None:
    """A key is for ever, and what failed may still be called otherwise tomorrow."""
    book = example.chapter()
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    failure = nbformat.v4.new_output("error", ename="AuthorError", evalue="Again.", traceback=[])
    code[-1].update(outputs=[failure], execution_count=len(code))
    if not last_only:
        code[-2].update(outputs=[], execution_count=None)
    folder = read_at(tmp_path, book).path.parent
    path = tmp_path / "keys.json"
    path.write_text('{"keys": {"a.old": "reflect"}, "aliases": {}}', encoding="utf-8")
    before = path.read_bytes()
    assert keys.add(path, folder).left_out == ["example-chapter"]
    assert path.read_bytes() == before


def test_new_keys_are_added_and_old_ones_stay(tmp_path: Path) -> None:
    chapter = read_at(tmp_path, example.chapter())
    path = tmp_path / "keys.json"
    path.write_text('{"keys": {"a.old": "reflect"}, "aliases": {}}', encoding="utf-8")
    added = keys.add(path, chapter.path.parent)
    assert "example-chapter.door" in added.keys and added.left_out == []
    stored_keys = json.loads(path.read_text(encoding="utf-8"))["keys"]
    assert stored_keys["a.old"] == "reflect"
    assert stored_keys["example-chapter.back"] == "recall"
    assert keys.add(path, chapter.path.parent) == keys.Added([], [])


# --- a page with activities that is no chapter ---------------------------------------------------


def a_page() -> Book:
    """A page of one activity: a notebook without a number, steps, or facilitators' notes."""
    book = example.chapter()
    kept = [c for c in book["cells"] if c["cell_type"] == "code" and "reflect(" in c["source"]][:1]
    book["cells"] = [*book["cells"][:2], *kept]
    for number, cell in enumerate(c for c in book["cells"] if c["cell_type"] == "code"):
        cell["execution_count"] = number + 1
        for output in cell["outputs"]:
            output["execution_count"] = number + 1
    return book


def read_page(folder: Path, book: Book) -> Notebook:
    path = read_at(folder, book).path.with_name("example-chapter.ipynb")
    toc = folder / "_toc.yml"
    listed = toc.read_text(encoding="utf-8").replace(example.ENTRY, "notebooks/example-chapter")
    toc.write_text(listed, encoding="utf-8")
    write(clean(book), path)
    return contract.read(path)


BROKEN_PAGES: list[tuple[Break, str]] = [
    (lambda b: add(b["cells"][0], " Ring 0300 131 7000."), "“0300 131 7000”"),
    (lambda b: about(b).pop("title"), '"title" is missing'),
    (lambda b: about(b).update(id="other"), "Rename the file"),
    (lambda b: b["cells"][0].update(source="# Another"), "the first cell must begin with"),
    (lambda b: b["cells"][0]["metadata"].update(tags=["facilitator"]), "no notes for a facilitator"),
    (lambda b: b["cells"][0]["metadata"].update(workbook={"step": "reflect"}), "a page has no steps"),
    (lambda b: add(b["cells"][0], " The report made 290 recommendations."), "“290”"),
    (lambda b: b["cells"][2]["metadata"].pop("tags"), "this code does not say why"),
    (
        lambda b: about(b).update(only_in_jupyter=True),
        "_toc.yml lists it, and its metadata say only_in_jupyter",
    ),
    (lambda b: about(b).update(only_in_jupyter=True), "keeps no answers. Take out chapter"),
    (lambda b: b["cells"].append(a_list("<ul></ul>")), "the chapters have changed since this list was made"),
]


def a_list(html: str) -> Book:
    """A cell that lists the chapters, with what is stored of it."""
    shown = nbformat.v4.new_output("execute_result", {"text/html": html}, execution_count=3)
    return nbformat.v4.new_code_cell(
        "chapter_list()", execution_count=3, outputs=[shown], metadata={"tags": ["remove-input"]}
    )


def test_a_notebook_for_jupyter_alone_is_on_no_menu_and_its_activities_have_no_key(tmp_path: Path) -> None:
    book = a_page()
    about(book).update(only_in_jupyter=True)
    reflect = book["cells"][2]
    reflect.update(execution_count=1)
    data = reflect["outputs"][0]["data"]
    data["text/html"] = data["text/html"].replace("example-chapter.", "trial.")
    book["cells"] = [book["cells"][0], reflect]
    page = read_page(tmp_path, book)
    toc = tmp_path / "_toc.yml"
    toc.write_text(toc.read_text("utf-8").replace("notebooks/example-chapter", "notebooks/other"), "utf-8")
    assert contract.check(page) == []
    assert list(keys.problems([page], tmp_path / "keys.json")) == []
    assert catalogue.stored(page.path.parent) == []


def test_where_one_rule_cannot_go_on_the_others_are_asked(tmp_path: Path) -> None:
    book = example.chapter()
    book["metadata"]["workbook"].update(resources=["francis-2031"], outcomes="one")
    found = contract.check(read_at(tmp_path, book))
    assert any("francis-2031" in problem for problem in found)
    assert any('"outcomes"' in problem and "no list of texts" in problem for problem in found)
    assert len(found) == len(set(found))


def test_a_fresh_list_of_chapters_has_each_below_its_part(tmp_path: Path) -> None:
    folder = read_at(tmp_path, example.chapter()).path.parent
    html = chapter_list(folder).html
    assert '<li><a href="90-example-chapter.ipynb">' in html and "minutes)</li>" in html
    assert html.index("When culture fails, and learns") < html.index("<li>")
    read_page(tmp_path, a_page())
    (folder / "90-example-chapter.ipynb").unlink()
    (folder / "Untitled.ipynb").write_text(nbformat.writes(nbformat.v4.new_notebook()), encoding="utf-8")
    assert '<a href="Untitled.ipynb">Untitled</a>' in chapter_list(folder).html
    assert chapter_list(folder).html.startswith("<p><strong>Beside the chapters</strong></p>")


def test_a_page_with_activities_keeps_fewer_rules_than_a_chapter(tmp_path: Path) -> None:
    assert contract.check(read_page(tmp_path, a_page())) == []
    assert len(contract.check(read_at(tmp_path, a_page()))) > 10


@pytest.mark.parametrize(("broken", "said"), BROKEN_PAGES, ids=[said for _, said in BROKEN_PAGES])
def test_a_broken_page_is_refused(broken: Break, said: str, tmp_path: Path) -> None:
    book = a_page()
    broken(book)
    told = contract.check(read_page(tmp_path, book))
    assert any(said in one for one in told), told


# --- the real thing ------------------------------------------------------------------------------


def test_the_book_has_chapters() -> None:
    """That each keeps the contract, and what they share, is what `workbook check` says: every door runs it."""
    assert notebooks(NOTEBOOKS)


def test_a_number_that_nobody_checked_is_refused_on_a_page(tmp_path: Path) -> None:
    (tmp_path / "where.md").write_text("Ring 0300 131 7000.", encoding="utf-8")
    (told,) = phone_numbers.in_pages(tmp_path)
    assert "0300 131 7000" in told and "where.md" in told and "data/support.yaml" in told


@pytest.mark.parametrize(
    "sentence",
    [
        f"HSJ reported that it was [fear]({evidence_address(WEAK)}).",
        f"It was [fear]({evidence_address(WEAK)}), in [290]({evidence_address('francis-2013.cost')}).",
    ],
)
def test_a_weak_row_may_stand_where_its_source_is_named_or_a_stronger_one_carries(
    sentence: str, tmp_path: Path
) -> None:
    book = example.chapter()
    add(step(book, "reflect"), f"\n\n{sentence}")
    assert contract.check(read_at(tmp_path, book), weak_rows.RULES) == []


def test_a_note_that_repeats_its_session_is_refused(tmp_path: Path) -> None:
    said = "Somebody may have been there, and need a pause before they go on"
    book = example.chapter()
    add(
        next(cell for cell in book["cells"] if "facilitator" in cell["metadata"].get("tags", ())), f" {said}."
    )
    chapter = read_at(tmp_path, book)
    rules = [Rule(REPEATS)]
    assert contract.check(chapter, rules) == [], "without a session there is nothing to repeat"
    beside = chapter.path.with_name(f"{chapter.path.stem}.session.yaml")
    beside.write_text(f"do: 'Wait. {said}.'\n".replace("need a", "need\n  a"), encoding="utf-8")
    (told,) = contract.check(chapter, rules)
    assert f"says already: “{said}”. Say it in one of the two." in told
