"""Kinds of activity that are a book's own: one Python file, one JavaScript file, and a line of configuration.

    sphinx:
      config:
        workbook: {kinds: [thanks:KIND]}

The Python file, here ``thanks.py`` beside ``_config.yml``, has an Activity with its ``SCRIPT``, ``TEMPLATE`` and
``VALUE``, the author's call, and the ``KIND`` that names them (see ``kind.py``). The JavaScript file imports nothing,
as nobody builds it. Its one export is a function that gets the kit (``js/widget/kit.js``) and returns the kind
(``js/widget/kind.d.ts``):

    export default ({ h, card, place }) => ({ render, blocks });
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from workbook.kit.errors import AuthorError

_EXPORT = re.compile(r"^export default\b", re.MULTILINE)
_IMPORT = re.compile(r"^\s*import\b", re.MULTILINE)


def module(kit: str, script: Path) -> str:
    """Return the module, for Jupyter, of a kind: the kit, the kind's function, and what it returns."""
    return f"{kit}\n{_with(script, 'const makeKind =')}\nexport default makeKind(workbookKit.kit);\n"


def page_script(scripts: Mapping[str, Path]) -> str:
    """Return the script, for pages, that hands the functions of kinds, by their names, to the kit's own script."""
    lines = ["window.workbookKinds ??= [];"]
    for name, script in scripts.items():
        function = f"(() => {{\n{_with(script, 'return')}\n}})()"
        lines.append(f"window.workbookKinds.push([{json.dumps(name)}, {function}]);")
    return "\n".join(lines) + "\n"


def styles(scripts: Mapping[str, Path]) -> str:
    """Return the styles of kinds: the ``.css`` beside each script, where there is one."""
    beside = [script.with_suffix(".css") for script in scripts.values()]
    return "\n".join(style.read_text("utf-8") for style in beside if style.exists())


def _with(script: Path, instead: str) -> str:
    """Return a script with something else in the place of its ``export default``."""
    text = script.read_text("utf-8")
    if len(_EXPORT.findall(text)) != 1 or _IMPORT.search(text):
        raise AuthorError(
            f"{script.name} needs one line that begins with “export default”, and no import: it gets what it needs as "
            "the argument of the function that it exports (workbook/kit/activities/added.py says how)."
        )
    return _EXPORT.sub(instead, text)
