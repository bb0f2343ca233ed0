"""templates/felter.yaml in, the Vocabulary out: every field a case can have, and where.

The file is the one source for validation, messages, `make-docs new`, the field reference and sak.schema.json. What is
wrong in it raises TemplateError with every fault, each with file, line and the breadcrumb of the key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import Final, get_args

from pipeline.errors import TemplateError
from pipeline.fieldchecks import check_condition, check_example, check_key
from pipeline.files import entries
from pipeline.model import Condition, Field, Form, Kind, Severity
from pipeline.records import Record, read_record
from pipeline.requirements import NOTHING, Catalogue
from pipeline.tables import Tables

SEVERITIES: Final[dict[str, Severity]] = {"feil": "error", "advarsel": "warning", "råd": "advice"}
_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_FORMS: Final[tuple[Form, ...]] = get_args(Form)

# Keys that only some types have; on the others they would be ignored, which nobody would notice.
_ONLY_FOR: Final[dict[str, tuple[Kind, ...]]] = {
    "form": ("tekst", "liste"),
    "mønster": ("tekst",),
    "mønster_hjelp": ("tekst",),
    "minst": ("heltall", "tall"),
    "over": ("heltall", "tall"),
    "høyst": ("heltall", "tall"),
    "valg": ("valg",),
    "valg_fra": ("valg",),
    "element": ("liste",),
    "felter": ("gruppe",),
    "valgfri": ("gruppe",),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every field, as a tree and by generic path (``stilling.oppgaver[].tekst``), groups and list items included.

    `homes` tells for each key the groups that have it. A group is `required` when its required members are wanted even
    if nobody wrote the group; it is not when it is `valgfri: ja` or required by a condition only. `tables` are what
    rules may look values up in.
    """

    root: Field
    fields: Mapping[str, Field]
    homes: Mapping[str, tuple[str, ...]]
    tables: Tables = dataclass_field(default_factory=dict)

    def field_of(self, path: str) -> Field | None:
        """The field that the concrete path of a value came from: ``stilling.oppgaver[2].tekst``."""
        return self.fields.get(re.sub(r"\[\d+\]", "[]", path))


def documents_in(folder: Path) -> list[Path]:
    """The Word halves of the pairs in a template folder; what Word and people put aside is left out."""
    return [path for path in entries(folder) if path.suffix == ".docx" and not path.name.startswith(("~$", ".", "_"))]


def load_fields(path: Path, catalogue: Catalogue = NOTHING) -> Vocabulary:
    """Read felter.yaml. Raises TemplateError, or AccessError when it cannot be read."""
    file = read_record(path, TemplateError)
    reader = _Reader(sorted(document.stem for document in documents_in(path.parent)), catalogue)
    members = reader.members(file, "")
    if not file.has("felter"):
        file.fault("missing-key", "nøkkelen «felter» mangler", "Skriv «felter:» ytterst i filen.")
    root = Field(key="", path="", kind="gruppe", title="saken", required=True, members=members)
    fields = _by_path(root)
    for record, condition, controlled in reader.conditions:
        check_condition(record, condition, controlled, fields)
    file.close()
    return Vocabulary(root, fields, _homes(fields))


class _Reader:
    """Reads the fields; the conditions are kept until every field is known."""

    def __init__(self, documents: Sequence[str], catalogue: Catalogue) -> None:
        self.documents = documents
        self.catalogue = catalogue
        self.conditions: list[tuple[Record, Condition, str]] = []

    def members(self, group: Record, path: str) -> dict[str, Field]:
        members: dict[str, Field] = {}
        for key, record in group.named_records("felter"):
            check_key(record, key)
            if field := self._field(record, key, f"{path}.{key}".lstrip(".")):
                members[key] = field
        return members

    def _field(self, record: Record, key: str, path: str, whole_list: Field | None = None) -> Field | None:
        """One entry; `whole_list` is the list that this is the item of, from which it takes what it lacks."""
        kind = record.one_of("type", _KINDS)
        field = _described(record, key, path, kind or "tekst", whole_list)
        source = self._source(record, field, whole_list)
        field = replace(field, source=source, required_when=self._conditions(record, field))
        for name, kinds in _ONLY_FOR.items():
            if record.has(name) and kind is not None and kind not in kinds:
                hint = f"Slett nøkkelen, eller endre typen til {' eller '.join(kinds)}."
                record.fault("wrong-type", f"«{name}» passer ikke for typen {kind}", hint, name)
        match kind:
            case None:
                return None
            case "tekst":
                field = replace(field, pattern=_pattern(record), pattern_help=record.text("mønster_hjelp", ""))
            case "heltall" | "tall":
                minimum, over, maximum = _limits(record)
                field = replace(field, minimum=minimum, over=over, maximum=maximum)
            case "valg":
                field = replace(field, choices=self._choices(record))
            case "liste":
                field = replace(field, item=self._item(record, field))
            case "gruppe":
                field = replace(field, members=self.members(record, path), required=_group_required(record, field))
                if not field.members:
                    record.fault("missing-key", "gruppen har ingen felter", "Skriv minst ett felt under «felter:».")
        if field.example and (kind != "liste" or field.item):
            check_example(record, field)
        return field

    def _source(self, record: Record, field: Field, whole_list: Field | None) -> str | None:
        own = self.catalogue.source(record, "krav", field.rule if record.has("krav") else None)
        return own or (whole_list.source if whole_list else None)

    def _conditions(self, record: Record, field: Field) -> tuple[Condition, ...]:
        conditions = []
        for inner in record.records("påkrevd_når"):
            condition = _condition(inner)
            conditions.append(condition)
            self.conditions.append((inner, condition, field.path))
        if field.required and conditions:
            hint = "Behold «påkrevd» hvis feltet alltid trengs, ellers «påkrevd_når»."
            record.fault("contradiction", "feltet har både «påkrevd» og «påkrevd_når»", hint, "påkrevd_når")
        return tuple(conditions)

    def _choices(self, record: Record) -> dict[str, str]:
        """The choices that are written there, or the documents of this folder: `valg_fra: dokumenter`."""
        if record.has("valg_fra") and record.one_of("valg_fra", ("dokumenter",)):
            return {document: document for document in self.documents}
        return _choices(record)

    def _item(self, record: Record, field: Field) -> Field | None:
        element = record.record("element")
        if element is None:
            hint = "Skriv for eksempel «element: {type: tekst, form: ledd}»."
            record.fault("missing-key", "lista mangler «element»", hint, "element")
            return None
        return self._field(element, "", f"{field.path}[]", whole_list=field)


def _described(record: Record, key: str, path: str, kind: Kind, whole_list: Field | None) -> Field:
    """What every kind of field has."""
    severity = record.one_of("alvorlighet", tuple(SEVERITIES)) if record.has("alvorlighet") else None
    return Field(
        key=key,
        path=path,
        kind=kind,
        title=record.text("tittel", whole_list.title) if whole_list else record.text("tittel"),
        help=record.text("hjelp", ""),
        example=record.text("eksempel", ""),
        form=record.one_of("form", _FORMS) if record.has("form") else None,
        required=record.flag("påkrevd", False),
        gap_severity=SEVERITIES[severity] if severity else whole_list.gap_severity if whole_list else "error",
        rule=record.text("krav", whole_list.rule if whole_list else None),
        why=record.text("hvorfor", whole_list.why if whole_list else None),
        used_in=record.texts("brukes_i") or (whole_list.used_in if whole_list else ()),
        flows_back=record.flag("flyt_tilbake", False),
    )


def _condition(record: Record) -> Condition:
    filled = record.flag("fylt", True) if record.has("fylt") else None
    condition = Condition(
        field=record.text("felt"),
        equals=record.texts("er"),
        differs=record.texts("er_ikke"),
        under=record.whole("under"),
        filled=filled,
    )
    if sum(record.has(test) for test in ("er", "er_ikke", "under", "fylt")) != 1:
        hint = "Skriv én av nøklene «er», «er_ikke», «under» og «fylt»."
        record.fault("bad-condition", "betingelsen skal ha nøyaktig én prøve", hint)
    return condition


def _pattern(record: Record) -> str | None:
    pattern = record.text("mønster", None)
    try:
        re.compile(pattern or "")
    except re.error:
        message = "mønsteret er ikke et gyldig regulært uttrykk"
        record.fault("bad-pattern", message, "Rett uttrykket, for eksempel «[0-9]{4}».", "mønster")
        return None
    return pattern


def _limits(record: Record) -> tuple[int | None, int | None, int | None]:
    minimum, over, maximum = record.whole("minst"), record.whole("over"), record.whole("høyst")
    lowest = minimum if minimum is not None else over
    if minimum is not None and over is not None:
        record.fault("contradiction", "feltet har både «minst» og «over»", "Behold den ene.", "over")
    if lowest is not None and maximum is not None and lowest > maximum:
        record.fault("contradiction", "«høyst» er mindre enn den nedre grensen", "Rett grensene.", "høyst")
    return minimum, over, maximum


def _choices(record: Record) -> dict[str, str]:
    choices = record.words("valg")
    if not choices:
        record.fault("missing-key", "feltet har ingen valg", "Skriv for eksempel «valg: {fast: fast}».", "valg")
    for choice in choices:
        if not choice.strip() or choice.casefold() in {"uavklart", "null", "~"}:
            hint = "Velg et annet ord; det betyr noe eget i alle felt."
            record.fault("reserved-word", f"«{choice}» kan ikke være et valg", hint, "valg")
    return choices


def _group_required(record: Record, field: Field) -> bool:
    optional = record.flag("valgfri", False)
    if optional and (field.required or field.required_when):
        record.fault("contradiction", "gruppen er både påkrevd og valgfri", "Behold den ene nøkkelen.", "valgfri")
    said = field.required if record.has("påkrevd") else not optional
    return said and not field.required_when


def _by_path(field: Field) -> dict[str, Field]:
    fields = {field.path: field}
    for inner in [*field.members.values(), *([field.item] if field.item else [])]:
        fields |= _by_path(inner)
    return fields


def _homes(fields: Mapping[str, Field]) -> dict[str, tuple[str, ...]]:
    homes: dict[str, tuple[str, ...]] = {}
    for path, group in fields.items():
        for key in group.members:
            homes[key] = (*homes.get(key, ()), path)
    return homes
