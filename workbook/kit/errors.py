"""What goes wrong for whoever uses the kit: with a command, or with a slip in a notebook."""

from __future__ import annotations

import inspect
import linecache
import re
import traceback
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class CommandError(Exception):
    """It could not be done. The message says why, and what to do."""


class AuthorError(ValueError):
    """A slip in a notebook. The message names the mistake and the remedy."""

    def _render_traceback_(self) -> list[str]:
        """Show the message, and the author's own line: what IPython prints instead of the whole stack."""
        frames = traceback.extract_tb(self.__traceback__)
        cells = [
            frame for frame in frames if "ipykernel" in frame.filename or "ipython" in frame.filename.lower()
        ]
        if not cells:
            return [str(self)]
        cell = cells[-1]
        line = linecache.getline(cell.filename, cell.lineno or 0).strip() or (cell.line or "")
        return [str(self), "", f"In line {cell.lineno} of this cell: {line}"]


def author_call(function: Callable[P, R]) -> Callable[P, R]:
    """Say in a sentence what a call lacks, or has too much, where Python would only count arguments."""
    signature = inspect.signature(function)

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        name = function.__name__
        try:
            given = signature.bind(*args, **kwargs).arguments
        except TypeError as error:
            raise AuthorError(_misfit(name, signature, str(error), list(map(str, kwargs)))) from None
        try:
            return function(*args, **kwargs)
        except (TypeError, AttributeError):
            for part, value in given.items():
                if signature.parameters[part].annotation == "str" and not isinstance(value, str):
                    raise AuthorError(
                        f"{name}(...) has {part}={value!r}, which is no text. Write one text, between quotation marks."
                    ) from None
            raise

    return call


def _misfit(name: str, signature: inspect.Signature, problem: str, given: Sequence[str]) -> str:
    form = f"{name}({', '.join(_shown(one) for one in signature.parameters.values())})"
    known = [*signature.parameters]
    if missing := re.search(r"missing a required (?:keyword-only )?argument: '(\w+)'", problem):
        return f"{name}(...) lacks “{missing[1]}”. Write it as: {form}."
    if unknown := next((one for one in given if one not in known), None):
        near = get_close_matches(unknown, known, n=1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        return f"{name}(...) has no “{unknown}”.{hint} Write it as: {form}."
    if "multiple values" in problem:
        return f"{name}(...) is given one of its parts twice. Write it as: {form}."
    return f"{name}(...) is given too much. Write it as: {form}."


def _shown(parameter: inspect.Parameter) -> str:
    if parameter.kind is parameter.VAR_POSITIONAL:
        return f"{parameter.name}, ..."
    if parameter.kind is parameter.KEYWORD_ONLY or parameter.default is not parameter.empty:
        return f"{parameter.name}=..."
    return parameter.name
