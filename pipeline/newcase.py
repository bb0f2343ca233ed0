"""The vocabulary in, an empty case file out: every field explained, for people who have never seen YAML.

The file loads as it is, with nothing but gaps. Examples stand in comments only, so that no unit starts from another
unit's names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from pipeline.conditions import conditions_in_words
from pipeline.fields import Vocabulary
from pipeline.model import Field
from pipeline.schema import NEEDS
from pipeline.wording import joined
from pipeline.yamltext import Mapping, Node, Sequence, nodes

_WIDTH = 100
_SHOWN_ITEMS = 2

_INTRODUCTION = """\
# En sak beskriver én stilling. make-docs lager dokumentene av den. Saken handler om stillingen, aldri om dem som søker.
#
# Slik fyller du ut:
#   - Skriv svaret etter kolonet, med ett mellomrom imellom. Slik: «antall: 1».
#   - Linjer som begynner med #, er forklaringer. De kommer ikke med i dokumentene.
#   - Tekst kan stå uten anførselstegn. Har teksten kolon, eller begynner den med et annet tegn enn en bokstav eller
#     et tall, setter du " foran og bak.
#   - Er noe ikke bestemt, lar du feltet stå tomt eller skriver uavklart. Da står det [Fyll ut: …] i dokumentene, og
#     dere kan fylle ut i Word.
#   - I en liste står hvert punkt på sin egen linje, med «- » foran. Ta bort «# » foran eksemplet, og bytt det ut.
#   - Ikke endre innrykket, og bruk mellomrom, aldri tabulator.
"""


def empty_case(vocabulary: Vocabulary, schema_reference: str | None) -> str:
    """The text of an empty case; `schema_reference` is where an editor finds the schema, seen from the file."""
    lines = [f"# yaml-language-server: $schema={schema_reference}", "#"] if schema_reference else []
    lines += _INTRODUCTION.splitlines()
    for field in vocabulary.root.members.values():
        title = f"# ----- {_heading(field, vocabulary)} "
        lines += ["", "", f"{title}{'-' * (_WIDTH - len(title))}"]
        lines += _field(field, "", vocabulary)
    return "\n".join(lines) + "\n"


def _heading(field: Field, vocabulary: Vocabulary) -> str:
    need = _need(field, vocabulary)
    return f"{_sentence(field.title)} – {need}" if need else _sentence(field.title)


def _field(field: Field, indent: str, vocabulary: Vocabulary) -> Iterator[str]:
    if field.kind == "gruppe":
        yield from _group(field, indent, vocabulary)
        return
    if indent:  # outermost, the heading above says it
        yield from _comment(indent, _heading(field, vocabulary))
    yield from _comment(indent, field.help)
    if field.kind == "liste":
        yield from _list(field, indent, vocabulary)
    else:
        yield from _comment(indent, _answers(field, "Velg", "eller"))
        if field.example and field.kind not in {"ja_nei", "valg"}:
            yield f"{indent}# Eksempel: {field.example}"
        yield f"{indent}{field.key}:"


def _group(field: Field, indent: str, vocabulary: Vocabulary) -> Iterator[str]:
    optional = "" if field.required or field.required_when else "Hele gruppen kan stå tom."
    yield from _comment(indent, f"{field.help} {optional}".strip())
    yield f"{indent}{field.key}:"
    for number, member in enumerate(field.members.values()):
        if number:
            yield ""
        yield from _field(member, f"{indent}  ", vocabulary)


def _list(field: Field, indent: str, vocabulary: Vocabulary) -> Iterator[str]:
    item = field.item
    if item is None:
        return
    if item.kind == "gruppe":
        yield from _comment(indent, "Hvert punkt har disse feltene:")
        for member in item.members.values():
            about = f"{_full_stop(_heading(member, vocabulary))} {member.help}".strip()
            choices = _answers(member, "Velg", "eller")
            yield from _comment(indent, f"{about} {choices}".strip(), first=f"  {member.key}: ")
    else:
        yield from _comment(indent, _answers(item, "Velg blant", "og"))
    yield f"{indent}{field.key}:"
    for line in _example_items(field):
        yield f"{indent}  # {line}"


def _answers(field: Field, choose: str, last: str) -> str:
    """What can be answered, where that is a closed question."""
    if field.kind == "ja_nei":
        return "Svar ja eller nei."
    shown = [
        key if title.casefold() == key.replace("_", " ").casefold() else f"{key} ({title})"
        for key, title in field.choices.items()
    ]
    return f"{choose} {joined(shown, last)}." if shown else ""


def _need(field: Field, vocabulary: Vocabulary) -> str:
    if field.kind == "gruppe" or not (field.required or field.required_when):
        return ""
    return f"{NEEDS[field.gap_severity]} {conditions_in_words(field.required_when, vocabulary.fields)}".strip()


# --- examples of lists ----------------------------------------------------------------------------------------------


def _example_items(field: Field) -> Iterator[str]:
    """The first items of the list's example, in block style; of a list of groups one, with every field."""
    node = _parsed(field.example)
    item = field.item
    items = node.items if isinstance(node, Sequence) else (node,) if node else ()
    if item is not None and item.kind == "gruppe":
        first = items[0] if items and isinstance(items[0], Mapping) else None
        for number, member in enumerate(item.members.values()):
            entry = first.entries.get(member.key) if first else None
            example = _written(entry.node) if entry else member.example
            yield f"{'- ' if number == 0 else '  '}{member.key}: {example}".rstrip()
        return
    shown = [_written(each) for each in items[:_SHOWN_ITEMS]] or [item.example if item and item.example else "…"]
    for each in shown:
        yield f"- {each}"


def _parsed(example: str) -> Node | None:
    root, _ = nodes(f"eksempel: {example}", Path("eksempel"))
    return root.entries["eksempel"].node if root and example and "eksempel" in root.entries else None


def _written(node: Node) -> str:
    """A value in YAML on one line, quoted where it must be."""
    if isinstance(node, Sequence):
        return f"[{', '.join(_written(item) for item in node.items)}]"
    if isinstance(node, Mapping):
        return f"{{{', '.join(f'{key}: {_written(entry.node)}' for key, entry in node.entries.items())}}}"
    plain = re.fullmatch(r"[^\W_](?:[\w .;()/@+–-]*[\w.)])?", node.text)
    if plain and not node.quoted:
        return node.text
    escaped = node.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


# --- comments -------------------------------------------------------------------------------------------------------


def _comment(indent: str, text: str, first: str = "") -> Iterator[str]:
    """Text as comment lines of readable width; `first` begins the first line, and the others stand under it."""
    width = max(_WIDTH - len(indent) - 2, 50)
    hanging = " " * (4 if first else 0)
    for line in wrap(first + text, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False):
        yield f"{indent}# {line}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _full_stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
