"""What felter.yaml may not say although it reads well: reserved keys, conditions that point nowhere, bad examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pipeline.model import Condition, Field
from pipeline.records import Record
from pipeline.typed import Reading, Undecided
from pipeline.wording import choices_in_words, nearest, quoted
from pipeline.yamltext import Node, Scalar, Sequence, nodes

_PLAIN: Final = re.compile(r"[^\W_][\w .,;()/–-]*")
_KEY: Final = re.compile(r"[a-zæøå][a-zæøå0-9_]{0,59}")

# Words that mean something else in a template or in YAML, or that name a method of a group where it is looked up.
_WORDS = """
    and or not in is if else elif endif for endfor set endset block macro call filter with import include extends raw
    true false none loop self super caller varargs kwargs recursive namespace range dict lipsum cycler joiner
    items keys values get copy pop update clear given path shown title index count append extend
    måneder dager ord nevner tabell i_dag saksnavn alle_tekster null ja nei uavklart
"""
RESERVED: Final = frozenset(_WORDS.split())


def check_key(record: Record, key: str) -> None:
    """A key must be a name that templates can use: ``stilling.prosent``."""
    if not _KEY.fullmatch(key):
        hint = "Bruk små bokstaver, tall og understrek, og begynn med en bokstav."
        record.fault("bad-key", f"{quoted(key)} kan ikke være nøkkelen til et felt", hint)
    elif key in RESERVED:
        hint = "Velg et annet ord; det betyr noe eget i maler og regler."
        record.fault("reserved-word", f"{quoted(key)} kan ikke være nøkkelen til et felt", hint)


def nearest_path(name: str, fields: Mapping[str, Field]) -> str | None:
    """The path that a mistyped one most likely means: ``stilling.prosnt`` gives ``stilling.prosent``."""
    group, _, key = name.rpartition(".")
    if group in fields and (match := nearest(key, list(fields[group].members))):
        return f"{group}.{match}".lstrip(".")
    paths = [path for path in fields if path]
    same_key = [path for path in paths if path.rpartition(".")[2] == key]
    return same_key[0] if len(same_key) == 1 else nearest(name, paths)


def path_hint(name: str, fields: Mapping[str, Field]) -> str:
    """What to write instead of a path that no field has."""
    match = nearest_path(name, fields)
    return f"Mente du {quoted(match)}?" if match else "Skriv hele stien, for eksempel «stilling.prosent»."


def check_condition(record: Record, condition: Condition, path: str, fields: Mapping[str, Field]) -> None:
    """A condition must point at a field, and at values that the field can have; `path` is the field it controls."""
    where = condition.field
    controller = fields.get(where)
    if not where:
        return
    if controller is None:
        record.fault("unknown-field", f"{quoted(where)} er ikke et felt", path_hint(where, fields), "felt")
        return
    if where == path:
        record.fault("bad-condition", "feltet kan ikke styre seg selv", "Pek på et annet felt.", "felt")
    lists = where.rpartition("[]")[0]
    if lists and not path.startswith(f"{lists}[]"):
        hint = "Pek på et felt som det bare finnes ett av."
        record.fault("bad-condition", f"{quoted(where)} finnes én gang for hvert punkt i en liste", hint, "felt")
    kind = (controller.item or controller).kind
    name = "er" if record.has("er") else "er_ikke"
    if record.has("under") and kind not in {"heltall", "tall"}:
        record.fault("bad-condition", f"{quoted(where)} er ikke et tall", "Bruk «er», «er_ikke» eller «fylt».", "under")
    values = (*condition.equals, *condition.differs)
    allowed = {"valg": list((controller.item or controller).choices), "ja_nei": ["ja", "nei"]}.get(kind)
    if values and kind in {"gruppe", "dato", "tall", "heltall"}:
        record.fault("bad-condition", f"{quoted(where)} kan ikke prøves mot ord", "Bruk «fylt» eller «under».", name)
    for value in values:
        if allowed is not None and value not in allowed:
            message = f"{quoted(value)} er ikke en verdi som {quoted(where)} kan ha"
            record.fault("bad-condition", message, f"Velg {choices_in_words(allowed)}.", name)


def check_example(record: Record, field: Field) -> None:
    """The example of `make-docs new` must be one that the loader accepts; for a list, a list or one of its items."""
    node = _example(record, field.example)
    if node is None:
        return
    item = None if isinstance(node, Sequence) else field.item
    reading = Reading(homes={})
    found = reading.found(node, item or field, field.path)
    for fault in reading.faults:
        record.fault("bad-example", f"eksempelet passer ikke: {fault.message}", fault.hint, "eksempel")
    if not reading.faults and (found is None or found is Undecided.HERE):
        record.fault("bad-example", "eksempelet er tomt", "Skriv en verdi, eller slett nøkkelen.", "eksempel")


def _example(record: Record, text: str) -> Node | None:
    if _PLAIN.fullmatch(text):  # most are, and starting the YAML parser for each of them takes time
        return Scalar(text, record.place)
    root, faults = nodes(f"eksempel: {text}", record.path)
    if root and not faults:
        return root.entries["eksempel"].node
    reason = f": {faults[0].message}" if faults else ""
    hint = "Skriv eksempelet som i en sak, i anførselstegn hvis det har kolon eller klammer."
    record.fault("bad-example", f"eksempelet kan ikke leses som YAML{reason}", hint, "eksempel")
    return None
