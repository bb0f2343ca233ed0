"""Template parts, turned into Jinja code once per process, and filled per case.

docxtpl's `patch_xml` does what it does best: it gathers tags that Word split over runs and gives ``{%p %}`` and
``{%tr %}`` their meaning. Rendering is left to one compiled template per part, which is what makes it quick.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import Template, UndefinedError

from pipeline.expressions.environment import environment
from pipeline.expressions.filters import WrongValue
from pipeline.expressions.tags import TAG, straight

_PATCH = DocxTemplate(BytesIO()).patch_xml


def compile_part(xml: str) -> Template | None:
    """The part as a compiled template, or None when it holds no tag.

    Args:
        xml: the part's XML, cleaned by the word room; its tags must be whole (`find_tags`).
    """
    if "{{" not in xml and "{%" not in xml and "{" not in re.sub(r"<[^>]*>", "", xml):
        return None
    return environment(documents=True).from_string(TAG.sub(lambda tag: straight(tag[0]), _PATCH(xml)))


def render_part(template: Template, values: Mapping[str, object]) -> str:
    """The part's XML with the case's values in it, each between marks (see `environment`).

    Raises:
        WrongValue: the template shows a value that has no words, or asks for something unknown.
    """
    try:
        return template.render(values)
    except UndefinedError as error:
        raise WrongValue(f"bruker noe ukjent ({error.message})") from error
