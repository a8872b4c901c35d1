"""What JupyterLab exports, and `JUPYTER_CONFIG_PATH=. jupyter nbconvert` makes: what a class may see.

workbook/chapters/in_class.py says what that is.
"""

from __future__ import annotations

from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (Jupyter puts it there)
c.TemplateExporter.extra_template_basedirs = [str(Path(__file__).resolve().parent / "setup" / "nbconvert")]
c.HTMLExporter.template_name = "in-class"
c.SlidesExporter.template_name = "in-class-slides"
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"facilitator"}
c.TagRemovePreprocessor.remove_input_tags = {"remove-input"}
c.TemplateExporter.exclude_input_prompt = c.TemplateExporter.exclude_output_prompt = True
