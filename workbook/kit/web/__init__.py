"""The browser's half: building `js/` into `static/`."""
