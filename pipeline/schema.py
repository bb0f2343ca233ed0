"""The vocabulary in, JSON Schema (draft 2020-12) out: what editors use to complete keys and to mark slips.

An editor reads YAML its own way (`0001` is the number 1, `ja` a text), so the schema takes every form that the loader
takes, and may take a little more. Nothing is `required`: a gap is not a slip.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final, TypeAlias

from pipeline.conditions import conditions_in_words
from pipeline.fields import Vocabulary
from pipeline.model import Field, Severity
from pipeline.scalars import MONTHS, UNDECIDED

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

NEEDS: Final[Mapping[Severity, str]] = {"error": "må fylles ut", "warning": "bør fylles ut", "advice": "fyll gjerne ut"}

_BLANK: Final = r"[\s\u00ad\u200b\u200c\u200d\u2060]*"
_UNDECIDED: Final = "".join(f"[{letter.upper()}{letter}]" for letter in UNDECIDED)
_SPECIAL: Final = re.compile(r"[.*+?^${}()|\[\]\\/]")  # re.escape would also escape what JavaScript forbids to escape
_NUMBER: Final = r"[-\u2212]?[0-9][0-9\s.,]*"
_MONTH: Final = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in month[:3]) for month in MONTHS)
_DATE: Final = (
    rf"[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}|[0-9]{{1,2}}\.\s?(?:[0-9]{{1,2}}\.\s?|(?:{_MONTH})[A-Za-z]*\.?\s)[0-9]{{4}}"
)


def case_schema(vocabulary: Vocabulary) -> dict[str, Json]:
    """The schema of a case file, in the order of the vocabulary."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "En sak for make-docs",
        "description": "Beskriver én stilling. Laget av templates/felter.yaml; endre den, ikke denne filen.",
        "type": "object",
        "properties": {key: _of(field, vocabulary) for key, field in vocabulary.root.members.items()},
        "additionalProperties": False,
    }


def schema_text(vocabulary: Vocabulary) -> str:
    """The schema as it stands in templates/sak.schema.json."""
    return json.dumps(case_schema(vocabulary), ensure_ascii=False, indent=2) + "\n"


def _of(field: Field, vocabulary: Vocabulary) -> Json:
    return {**_described(field, vocabulary), **_shape(field, vocabulary)}


def _described(field: Field, vocabulary: Vocabulary) -> dict[str, Json]:
    described: dict[str, Json] = {"title": field.title[:1].upper() + field.title[1:]}
    sentences = [field.help, _need(field, vocabulary)]
    if description := " ".join(sentence for sentence in sentences if sentence):
        described["description"] = description
    if field.example:
        described["examples"] = [field.example]
    return described


def _need(field: Field, vocabulary: Vocabulary) -> str:
    if field.kind == "gruppe" or not (field.required or field.required_when):
        return ""
    when = conditions_in_words(field.required_when, vocabulary.fields)
    words = f"{NEEDS[field.gap_severity]} {when}".strip()
    return f"{words[0].upper()}{words[1:]}."


def _shape(field: Field, vocabulary: Vocabulary) -> dict[str, Json]:
    """What the field takes; each keyword looks only at values of its own type, so null and lists pass the pattern."""
    match field.kind:
        case "gruppe":
            members: dict[str, Json] = {key: _of(member, vocabulary) for key, member in field.members.items()}
            shape = _types("object", "string", pattern="")
            return {**shape, "properties": members, "additionalProperties": False}
        case "liste":
            items = _of(field.item, vocabulary) if field.item else True
            return {**_types("array", "string", pattern=""), "items": items}
        case "valg":
            return _choice(field)
        case "heltall":
            return {**_types("integer", "string", pattern=_NUMBER), **_limits(field)}
        case "tall":
            return {**_types("number", "string", pattern=_NUMBER), **_limits(field)}
        case "dato":
            return _types("string", pattern=_DATE)
        case "ja_nei":
            answers: list[Json] = ["ja", "nei", UNDECIDED, None]
            return {"anyOf": [{"enum": answers}, _types("string", pattern="[Jj][Aa]|[Nn][Ee][Ii]")]}
        case _:
            return _types("string", "number", "boolean", pattern=field.pattern)


def _types(*types: str, pattern: str | None) -> dict[str, Json]:
    """These types and null; with a pattern, a text must match it, be empty or say `uavklart`."""
    shape: dict[str, Json] = {"type": [*types, "null"]}
    if pattern is not None:
        shape["pattern"] = (
            f"^{_BLANK}(?:{'|'.join(filter(None, [pattern and f'(?:{pattern})', _UNDECIDED]))})?{_BLANK}$"
        )
    return shape


def _choice(field: Field) -> dict[str, Json]:
    written = list(dict.fromkeys([*field.choices, *field.choices.values()]))
    shape: list[Json] = [{"enum": [*field.choices, UNDECIDED, None]}]
    shape.append(_types("string", pattern="|".join(_spelled(words) for words in written)))
    if any(not words[:1].isalpha() or words.casefold() in {"true", "false"} for words in written):
        shape.append({"type": ["number", "boolean"]})  # as an editor sees such a choice when it is not quoted
    return {"anyOf": shape}


def _spelled(words: str) -> str:
    """A choice's key or title, capital letter or not."""
    first, rest = words[:1], _SPECIAL.sub(r"\\\g<0>", words[1:])
    return f"[{first.upper()}{first.lower()}]{rest}" if first.isalpha() else _SPECIAL.sub(r"\\\g<0>", words)


def _limits(field: Field) -> dict[str, Json]:
    limits = {"minimum": field.minimum, "exclusiveMinimum": field.over, "maximum": field.maximum}
    return {keyword: limit for keyword, limit in limits.items() if limit is not None}
