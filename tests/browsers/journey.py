"""The main journey of the book, as one reader takes it, in whichever browser is given: nothing is lost on the way."""

from __future__ import annotations

from webdriver import Driver

WORDS = "The bells, and who answers them."


def take(reader: Driver, root: str) -> None:
    """From Welcome to a first answer in this tab, on to a step, search, notes and paper; then hide, and clear."""

    def at(part: str) -> None:
        reader.until(lambda: part in str(reader.send("GetCurrentURL", {})), f"the address lacks {part}")

    def shown(words: str) -> None:
        reader.until(lambda: words in reader.text(), f"the page lacks “{words}”")

    reader.go(f"{root}/book/welcome.html")
    reader.press("I have five minutes")
    reader.write(reader.one('[data-step="1"] textarea'), WORDS)
    reader.press("It is shared, or I am not sure")
    reader.click(reader.one('[data-step="1"] .wb-next'))
    at("#step-2")

    reader.go(f"{root}/search.html")
    reader.write(reader.one("main input[type=search]"), "290 recommendations")
    reader.until(lambda: reader.all("main mark"), "no word is marked in what was found")
    assert "290" not in str(reader.send("GetCurrentURL", {})), "no word of a search stands in an address"

    reader.press("My notes")
    shown(WORDS)
    reader.go(f"{root}/book/take-out.html")
    reader.until(lambda: WORDS in reader.text(".wb-take-paper"), "the paper lacks the words")
    reader.press("Hide")
    at("glossary")
    assert WORDS not in reader.text("body")

    reader.go(f"{root}/book/welcome.html")
    reader.press("Continue")
    at("#step-2")
    reader.press("Clear and leave")
    reader.press("Yes, clear and leave")
    at("welcome")
    reader.press("My notes")
    shown("Nothing is written here yet")
    assert WORDS not in reader.text("body")
    assert reader.js("Object.keys(sessionStorage).filter((key) => key.endsWith('.notes'))") == []
