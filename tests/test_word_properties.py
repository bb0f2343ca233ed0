"""Document properties: said on purpose, found again, and nothing of the template's maker left."""

from __future__ import annotations

import io
from datetime import date, datetime

import docx as python_docx
from hypothesis import given
from hypothesis import strategies as st

from pipeline.word.lint import lint
from pipeline.word.names import RELS, R
from pipeline.word.opc import content_types, relationships
from pipeline.word.package import write_package
from pipeline.word.properties import core_properties, custom_properties, read_custom, with_properties
from tests.word_xml import package

APP = f"{R}/extended-properties"
THUMBNAIL = f"{RELS}/metadata/thumbnail"
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=30)


def test_word_reads_title_author_language_and_dates() -> None:
    """Title, author, language and the day of the case are where other programs look for them."""
    core = core_properties("Stillingsutlysning & mer", "Bydel X", date(2027, 2, 15))
    parts = with_properties(package(), core, custom_properties({}))
    said = python_docx.Document(io.BytesIO(write_package(parts))).core_properties
    assert (said.title, said.author, said.last_modified_by) == ("Stillingsutlysning & mer", "Bydel X", "Bydel X")
    assert said.language == "nb-NO"
    assert said.created == said.modified
    assert said.created is not None
    assert said.created.replace(tzinfo=None) == datetime(2027, 2, 15)
    assert lint(parts) == ()


def test_without_a_day_the_dates_are_fixed() -> None:
    """The clock leaves no trace, so that equal input gives equal bytes."""
    assert core_properties("T", "A", None) == core_properties("T", "A", None)
    assert b"2020-01-01T00:00:00Z" in core_properties("T", "A", None)


@given(st.dictionaries(WORDS, WORDS, max_size=5))
def test_custom_properties_come_back(values: dict[str, str]) -> None:
    """Provenance is read back as it was written, in order."""
    parts = with_properties(package(), core_properties("T", "A", None), custom_properties(values))
    assert list(read_custom(parts).items()) == list(values.items())


def test_a_document_without_custom_properties_has_none() -> None:
    """Most documents have none."""
    assert read_custom(package()) == {}


def template() -> dict[str, bytes]:
    """Return a package with the property parts that Word writes, one of them in an unusual place."""
    parts = package()
    arrows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (
                (f"{RELS}/metadata/core-properties", "/package/core.psmdcp"),
                (f"{R}/custom-properties", "docProps/custom.xml"),
                (APP, "docProps/app.xml"),
                (THUMBNAIL, "docProps/thumbnail.jpeg"),
            ),
            start=2,
        )
    )
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", f"{arrows}</Relationships>".encode())
    types = (
        '<Override PartName="/docProps/app.xml" ContentType="x/x+xml"/>'
        '<Default Extension="psmdcp" ContentType="x/xml"/>'
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", f"{types}</Types>".encode())
    for name in ("package/core.psmdcp", "docProps/custom.xml", "docProps/app.xml"):
        parts[name] = b"<x>Hemmelig AS</x>"
    return parts | {"docProps/Thumbnail.jpeg": b"\xff\xd8"}


def test_what_the_template_said_of_itself_is_left_out() -> None:
    """Its maker, company, editing time and thumbnail do not follow into the documents."""
    parts = with_properties(template(), core_properties("T", "A", None), custom_properties({"make-docs.id": "x"}))
    assert not any(b"Hemmelig" in content for content in parts.values())
    assert {part for part in parts if not part.startswith(("word/", "_rels", "["))} == {
        "docProps/core.xml",
        "docProps/custom.xml",
    }
    assert read_custom(parts) == {"make-docs.id": "x"}
    assert lint(parts) == ()


def test_doing_it_twice_changes_nothing_more() -> None:
    """A document that we made can get new properties without growing."""
    core, custom = core_properties("T", "A", None), custom_properties({"a": "b"})
    once = with_properties(template(), core, custom)
    twice = with_properties(once, core, custom)
    assert list(twice) == list(once)
    assert len(relationships(twice)) == len(relationships(once)) == 3
    assert content_types(twice).overrides == content_types(once).overrides
