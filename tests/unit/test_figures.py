"""The figure check: what it refuses, and honest prose that it lets pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.checks import figures, quantities
from workbook.kit.drawing.output import evidence_address

SECURE = "nss-national-trend.secure-raising-unsafe-practice-2024"
DEALT = "nss-national-trend.confident-org-would-address-unsafe-practice-2024"


def link(words: str, id: str) -> str:
    id = id if "." in id else f"francis-2013.{id}"
    return f"[{words}]({evidence_address(id)})"


TRUE = [
    f"The report makes {link('290 recommendations', '290-recommendations')}.",
    f"The report makes two hundred and ninety recommendations ({link('evidence', '290-recommendations')}).",
    f"It was printed on {link('6 February 2013', 'published')}.",
    f"{link('Seven in ten would raise it', SECURE)}; {link('fewer than six in ten', DEALT)} expect an answer "
    "(2024).",
    f"In 2024 it was {link('71.5%', SECURE)}, or {link('72 per cent', SECURE)}.",
    f"In 2024 it was {link('72 of every 100', SECURE)}.",
    f"The gap was {link('14.7 percentage points, or about 15', 'nss-national-trend.gap-2024')} in 2024.",
    f"It cost {link('a little over £13 million', 'cost')}.",
    f"It sat for {link('139 days and heard one hundred and sixty-four witnesses', 'evidence-scale')}.",
    f"{link('More than 900 patients and families', 'patients-heard-2010')} came forward.",
    f"{link('Hundreds of patients and families', 'patients-heard-2010')} came forward.",
    f"Guardians handled {link('more than 130,000 cases', 'ftsu-scale')} by March 2024.",
    f"The range of {link('400 to 1,200', 'deaths-figure')} never stood in the published report.",
    f"{link('Recommendation 173', 'recommendation-173')} asks for openness.",
    f"The government took up, in part, {link('all but nine', 'government-response')}; 57 in principle.",
    f"It looked for {link('£10 million in 2006/07', 'cost-cutting')}.",
    f"The Bill's last stages moved to {link('19 January 2026', 'accountability-bill')}.",
    f"GPonline reported it of {link('just under half', 'caring-for-doctors-2019.just-under-half-2018')}.",
    f"HSJ reported that {link('about half did not answer', 'nss-national-trend.half-did-not-answer')}.",
    f"One account says that staff {link('were afraid', 'targets-fear-2010')}.",
    f"{link('Three volumes', 'three-volumes')} hold it.",
    f"| What | Number |\n| --- | --- |\n| Pages | {link('1,782', 'length')} |",
    # no figures at all
    "Take five minutes. A 20-minute plan and a five-minute door. Wait 30 seconds, or half an hour.",
    "Step 2 of 7. Question 3. Parts 1 to 4.",
    "Here are three short questions, two boxes and ten words. Name one thing.",
    "Of those two, your three and the other two, choose one. The two of you may talk.",
    "In a session of 20 minutes: 4 minutes, half to open. Of 60 minutes: 12 minutes, 7 to read.",
    "Which of the four acts goes first on a full day?",
    "Two silent minutes, then each writes two numbers. All three can be true. Read its three answers.",
    "Sit in groups of three, or in twos and threes. Think of the last four weeks.",
    "First, read. Second, think. One or two people may speak. At first nobody did.",
    "Others came later (Francis, 2013; Berwick, 2013). They disagreed (2014).",
    "Ring 999, or Samaritans on 116 123, or text SHOUT to 85258, 24 hours a day.",
    "Run `table('x').head(12)` and see <https://example.org/2019/12>.",
    "```python\nx = 42\n```",
    "## 3. What the ward had stopped seeing",
    "It may happen in May. Out of every 100 people, how many would?",
    "A&E, Q20a and A4 hold no figure.",
    "Line four was empty. See page 3, sheets 2 and 3, room 12 and bay six. Give it a year or two.",
    "Three points are not a trend. He made two points, and then two more points.",
    "It is three in the morning, or six o'clock, or ten at night.",
    "Bloods go at six. She leaves by four, he stays until 4 pm, and the lift stops at 17:30.",
    "Handover is at seven every day. It was half past six, then ten to eight, when the bell rang.",
    "The other half is for your manager to answer.",
    f"It sat for {link('139 days and heard 164 witnesses', 'evidence-scale')}: one link, two figures.",
    *(exemption.example for exemption in quantities.EXEMPT),
    *quantities._NOUNS.values(),
]


@pytest.mark.parametrize("text", TRUE)
def test_honest_prose_passes(text: str) -> None:
    assert figures.problems(text) == []


FALSE = [
    ("The report makes 290 recommendations.", "has no row of evidence"),
    (f"It makes 290 recommendations. It has {link('three volumes', 'three-volumes')}.", "“290”"),
    (f"The report makes {link('291 recommendations', '290-recommendations')}.", "“291”"),
    (f"The report makes {link('two hundred recommendations', '290-recommendations')}.", "“two hundred”"),
    (f"It was printed on {link('7 February 2013', 'published')}.", "“7 February 2013”"),
    (f"It was printed on {link('6 March 2013', 'published')}.", "“6 March 2013”"),
    (f"{link('Eight in ten', SECURE)} would raise it.", "“Eight in ten”"),
    (f"{link('Fewer than seven in ten', SECURE)} would raise it.", "“seven in ten”"),
    (f"{link('71.6%', SECURE)} would raise it.", "“71.6%”"),
    (f"{link('72%', DEALT)} would raise it.", "“72%”"),
    (f"It cost {link('£31 million', 'cost')}.", "“£31 million”"),
    (f"It cost {link('£13 thousand', 'cost')}.", "“£13 thousand”"),
    (f"{link('More than 1,000 families', 'patients-heard-2010')} came forward.", "“1,000”"),
    ("In 2014 nothing changed.", "“2014”"),
    (f"In 2014 it made {link('290', '290-recommendations')}.", "“2014”"),
    ("It had 12 minutes of tape and heard 164 witnesses.", "“164”"),
    ("It got 261 answers.", "“261”"),
    ("All nine were refused.", "“nine”"),
    ("The law names four acts.", "“four”"),
    ("There were 111,000 posts empty.", "“111,000”"),
    ("It cost £111 in all.", "“£111”"),
    ("Hundreds of patients died.", "“Hundreds”"),
    ("Half of them left.", "“Half”"),
    ("Two thirds of the nurses spoke.", "“Two thirds”"),
    ("Twice as many people spoke up.", "“Twice as”"),
    ("It was the seventh inquiry.", "“seventh”"),
    ("Two inquiries looked at it.", "“Two”"),
    ("The number of complaints fell by four.", "“four”"),
    ("The score stood at six.", "“six”"),
    ("They looked at six trusts.", "“six”"),
    ("By four years later it was done.", "“four”"),
    ("At four hospitals it was tried.", "“four”"),
    ("It rose from 4 to 6.", "“4”"),
    ("The score fell three points.", "“three”"),
    ("The gap of three points stayed.", "“three”"),
    ("Ward A was three points ahead.", "“three”"),
    ("On line 40% were late.", "“40%”"),
    ("The line four times as long was theirs.", "“four”"),
    ("Five to six nurses left, then ten to twelve.", "“Five”"),
    ("## 290 recommendations", "“290”"),
    ("- 164 witnesses were heard", "“164”"),
    ("| Pages | Number |\n| --- | --- |\n| all | 1,782 |", "“1,782”"),
    ("> It had 1,782 pages.", "“1,782”"),
    ("![A hall with 164 people](hall.png)", "“164”"),
    ("See [290 recommendations](02-mid-staffordshire.ipynb).", "“290”"),
    (f"It makes {link('290', '290-recomendations')}.", "Did you mean “francis-2013.290-recommendations”"),
    (f"Staff {link('were afraid for their jobs', 'targets-fear-2010')}.", "seen in one other source only"),
]


@pytest.mark.parametrize(("text", "told"), FALSE)
def test_a_figure_without_its_row_is_refused(text: str, told: str) -> None:
    found = figures.problems(text)
    assert any(told in one for one in found), found


def test_a_problem_names_the_figure_the_sentence_and_the_remedy() -> None:
    (told,) = figures.problems("The report has 1,782 pages in all.")
    assert "“1,782”" in told and "“The report has 1,782 pages in all.”" in told
    assert "Link to its row" in told and "francis-2013.length" in told


def test_years_of_the_chapters_own_resource_need_no_link() -> None:
    text = "The report of 2013 asks a question. It came out on 6 February 2013."
    assert any("“2013”" in one for one in figures.problems(text))
    assert not any("“2013”" in one for one in figures.problems(text, ["francis-2013"]))
    assert figures.problems("In 2012 it asked.", ["francis-2013"])


def test_a_whole_resource_or_table_may_be_linked_but_holds_only_its_title_and_dates() -> None:
    assert (
        figures.problems("The [report of 2013](../book/about/evidence/francis-2013.md#francis-2013) asks.")
        == []
    )
    assert figures.problems(
        "It has [164 rows](../book/about/evidence/mid-staffs-figures.md#mid-staffs-figures)."
    )
    assert figures.problems("See [how we checked](../book/about/evidence.md#how-we-checked).") == []


@pytest.mark.parametrize("page", ["evidence", "evidence/berwick-2013", "evidence/nss-national-trend"])
def test_a_link_to_another_page_than_the_rows_own_is_refused(page: str) -> None:
    said = f"It makes [290 recommendations](../book/about/{page}.md#francis-2013.290-recommendations)."
    (told,) = figures.problems(said)
    assert "leads to another page. Write evidence/francis-2013.md#francis-2013.290-recommendations" in told
    assert "leads to another page" in figures.problems(f"| What |\n| --- |\n| {said} |")[0]


def test_texts_of_an_activity_need_the_rows_that_it_names() -> None:
    texts = ["About how many of every 100 would feel secure?", "72 of every 100", "In 2024 it was 71.5%."]
    assert figures.problems_in_texts(texts, [SECURE]) == []
    assert "add its row" in figures.problems_in_texts(texts, [])[0]
    assert "“73 of every 100”" in figures.problems_in_texts(["73 of every 100"], [SECURE])[0]
    assert "Did you mean" in figures.problems_in_texts([], [SECURE + "x"])[0]


def test_a_made_up_story_has_small_numbers_of_its_own_and_no_shares_or_dates() -> None:
    story = ["More than half of the team is off sick, and two of the nine who came are new."]
    assert figures.problems_in_texts(story, [], made_up=True) == []
    assert "“half”" in figures.problems_in_texts(story, [])[0]
    for real in (
        "71.5% would raise it.",
        "Seven in ten would.",
        "A third of them left.",
        "900 came.",
        "It was in 2014.",
    ):
        assert "not in the evidence" in figures.problems_in_texts([real], [], made_up=True)[0], real


def test_an_activity_says_whose_word_a_single_source_is() -> None:
    id = "nss-national-trend.half-did-not-answer"
    assert figures.problems_in_texts(["HSJ reported a response rate of 50%."], [id]) == []
    assert "one other source" in figures.problems_in_texts(["The response rate was 50%."], [id])[0]


@pytest.mark.parametrize("one", quantities.EXEMPT, ids=lambda one: one.why)
def test_each_exemption_is_what_lets_its_example_pass(
    one: quantities.Exemption, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [pattern for pattern in quantities._exempt if pattern.pattern != one.pattern]
    assert len(others) == len(quantities.EXEMPT) - 1
    assert quantities.find(one.example) == []
    monkeypatch.setattr(quantities, "_exempt", others)
    assert quantities.find(one.example) != []


@pytest.mark.parametrize(("noun", "example"), quantities._NOUNS.items())
def test_each_noun_stands_in_its_example_with_a_number(noun: str, example: str) -> None:
    assert noun in example and quantities.find(example, exempt=False)


def test_a_refusal_costs_milliseconds() -> None:
    figures.problems("The report has 1,783 pages in all.")  # the rows of evidence are read and kept once
    before = figures._held.cache_info().misses
    assert figures.problems("The report has 1,784 pages in all.")
    assert figures._held.cache_info().misses == before, "rows were read again for a second refusal"


def _in_words(number: int) -> str:
    names = {value: word for word, value in {**quantities.SMALL, **quantities.TENS}.items()}
    if number >= 1000:
        rest = number % 1000
        joint = " and " if 0 < rest < 100 else " "
        return f"{_in_words(number // 1000)} thousand" + (joint + _in_words(rest) if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{names[number // 100]} hundred" + (f" and {_in_words(rest)}" if rest else "")
    if number in names:
        return names[number]
    return f"{names[number // 10 * 10]}-{names[number % 10]}"


@given(st.integers(min_value=2, max_value=999_999))
def test_a_number_is_the_same_in_words_and_in_digits(number: int) -> None:
    (words,) = quantities.find(f"They counted {_in_words(number)} letters of thanks.")
    (digits,) = quantities.find(f"They counted {number:,} letters of thanks.", exempt=False)
    assert words.value == digits.value == number


@given(st.integers(min_value=2, max_value=99_999), st.integers(min_value=2, max_value=99_999))
def test_a_row_holds_its_own_number_and_no_other(row: int, said: int) -> None:
    figure = quantities.Quantity(f"{said:,}", "number", float(said))
    assert figures.holds(f"It counted {row:,} people.", figure) == (row == said)


@given(st.decimals(min_value=1, max_value=99, places=2), st.integers(min_value=0, max_value=2))
def test_a_share_may_be_rounded_but_not_changed(share: object, places: int) -> None:
    value = float(str(share))
    text = f"2024: Would raise it: {value:.2f}%"
    (said,) = quantities.find(f"In all, {value:.{places}f}% would.", exempt=False)
    assert figures.holds(text, said)
    (wrong,) = quantities.find(f"In all, {value + 1.6:.{places}f}% would.", exempt=False)
    assert not figures.holds(text, wrong)


@given(st.text(max_size=300))
def test_the_check_never_falls_over(text: str) -> None:
    figures.problems(text)
