"""Template parts, turned into Jinja code once per process, and filled per case.

docxtpl's `patch_xml` does what it does best: it gathers tags that Word split over runs and gives ``{%p %}`` and
``{%tr %}`` their meaning. Rendering is left to one compiled template per part, which is what makes it quick.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from io import BytesIO
from typing import TypeAlias

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, UndefinedError

from pipeline.expressions.environment import environment
from pipeline.expressions.filters import WrongValue
from pipeline.expressions.syntax import syntax_fault
from pipeline.expressions.tags import TAG, straight

_PATCH = DocxTemplate(BytesIO()).patch_xml


PartFiller: TypeAlias = Callable[[Mapping[str, object]], str]


def compile_part(xml: str) -> PartFiller | None:
    """A function that fills the part with a case's values, or None when the part holds no tag.

    The filled XML has each value between marks (see `environment`).

    Args:
        xml: the part's XML, cleaned by the word room; its tags must be whole (`find_tags`).

    Raises:
        WrongValue: the tags cannot be read together, although each of them can (or one stands outside the text).
    """
    if not TAG.search(re.sub(r"<[^>]*>", "", xml)):
        return None
    source = TAG.sub(lambda tag: straight(unescape(tag[0])), _PATCH(xml))
    try:
        template = environment(documents=True).from_string(source)
    except TemplateSyntaxError as error:
        raise WrongValue(f"har tagger som ikke passer sammen ({syntax_fault(error)})") from error
    except (RecursionError, SyntaxError) as error:  # from Python, which compiles what Jinja writes
        raise WrongValue("har tagger der for mye står inni hverandre") from error

    def fill(values: Mapping[str, object]) -> str:
        try:
            return template.render(values)
        except UndefinedError as error:
            raise WrongValue("bruker noe ukjent") from error
        except TypeError as error:
            raise WrongValue("sammenligner eller går gjennom noe som ikke passer til det") from error

    return fill
