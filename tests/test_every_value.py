"""Every value comes out letter for letter: nasty ones in a small template, and three cases in the six real ones."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.case import load_case
from pipeline.characters import FORBIDDEN
from pipeline.expressions.filters import FILTERS
from pipeline.fill import fill
from pipeline.library import Library, load_library
from pipeline.model import Case, Draft, Field, Template
from pipeline.personal import private_in
from pipeline.scalars import is_blank, is_undecided
from pipeline.values import Choice, Day, Number, Text, Whole, walk
from pipeline.word.reading import read_document
from tests.command import DOCUMENTS
from tests.template_kit import CASE, docx_of, folder_of

Worded: TypeAlias = Text | Whole | Number | Day
ROOT = Path(__file__).parent.parent
CASES = ("bydel-x", "uteseksjonen-2021", "unn-2022")

# --- nasty values ---------------------------------------------------------------------------------------------------

NASTY = [
    "R&D <b>fet</b>",
    "{{ 7*7 }}",
    "{% if x %}{% endif %}{# y #}",
    "{_{ x }_} {%p if %}",
    "«a» “b” „c“ ‘d’ 'e' \"f\" `g`",
    "👩🏽‍🚒 🇳🇴 𝔄",
    "a\u030a o\u0308 e\u0301",
    "Første\nandre\n\nfjerde",
    "1\N{NO-BREAK SPACE}000 kr\N{NARROW NO-BREAK SPACE}x",
    "[Fyll ut: x]",
    "<![CDATA[x]]>]]>",
    "</w:t></w:r></w:p>",
    "&amp; &#x41; &lt;",
    "\u202bمرحبا\u202c שלום",
    "a  b   c",
    "\N{SOFT HYPHEN}my\N{SOFT HYPHEN}k",
    "\\n \\ %s {0} $1",
    "a\tb",
    "x" * 20_000,
    "?",
    "?path",
    "\N{NO-BREAK SPACE}hard utenpå\N{NO-BREAK SPACE}",
    "\N{ZERO WIDTH SPACE}a\N{WORD JOINER}",
    "\U000e0041\U0010fffd\ue000",
]


def _sayable(text: str) -> bool:
    """What the loader lets through as a text; the rest has tests of its own."""
    return not (FORBIDDEN.search(text) or is_blank(text) or is_undecided(text) or private_in(text))


def _build(document: Document) -> None:
    document.add_table(1, 1).cell(0, 0).text = "{% if stilling.fora %}{{ stilling.fora | liste }}{% endif %}"
    document.sections[0].header.paragraphs[0].text = "{{ stilling.tittel }}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Draft]:
    """Give a function that fills a small template with a case that has this text as a value, in three places."""
    folder = tmp_path_factory.mktemp("små")
    content = docx_of("# {{ stilling.tittel }}", "«{{ stilling.tittel }}»{{ virksomhet.enhet }}", build=_build)
    library = load_library(folder_of(folder, content=content))
    (template,) = library.templates
    assert not template.faults

    def made(text: str) -> Draft:
        written = json.dumps(text, ensure_ascii=False)
        case = CASE.replace("tittel: Erfaringskonsulent", f"tittel: {written}\n  fora: [{written}, b]")
        (folder / "sak.yaml").write_text(case, encoding="utf-8", newline="")
        draft = fill(template, load_case(folder / "sak.yaml", library.vocabulary))
        assert isinstance(draft, Draft), draft
        return draft

    return made


def _with_examples(test: Callable[..., None]) -> Callable[..., None]:
    for text in NASTY:
        test = example(text=text)(test)
    return test


@settings(max_examples=100, deadline=None)
@given(
    text=st.lists(st.one_of(st.text(), st.sampled_from(NASTY[:19])), min_size=1, max_size=4)
    .map(" ".join)
    .filter(_sayable)
)
@_with_examples
def test_any_text_comes_out_letter_for_letter(small: Callable[[str], Draft], text: str) -> None:
    """In running text, a heading, a table and a header: NFC, newlines as line breaks, and nothing else is changed."""
    words = unicodedata.normalize("NFC", text).strip(" \t\n")
    draft = small(text)
    document = docx.Document(BytesIO(draft.content))
    assert [paragraph.text for paragraph in document.paragraphs] == [words, f"«{words}»Team Øst"]
    assert document.tables[0].cell(0, 0).text == f"{words} og b"
    assert document.sections[0].header.paragraphs[0].text == words
    for part in (document.element, document.sections[0].header._element):
        for text_element in part.iter(qn("w:t")):
            kept = text_element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            assert kept or text_element.text == (text_element.text or "").strip()  # Word drops outer spaces otherwise


@settings(max_examples=50, deadline=None)
@given(text=st.one_of(st.text(), st.sampled_from(NASTY)).filter(_sayable))
@_with_examples
def test_the_field_map_points_at_any_text(small: Callable[[str], Draft], text: str) -> None:
    """The span of a value holds exactly its characters, as a reader sees them (soft hyphens are not seen)."""
    words = unicodedata.normalize("NFC", text).strip(" \t\n").replace("\N{SOFT HYPHEN}", "")
    draft = small(text)
    reading = read_document(draft.content, "brev.docx")
    seen = {(paragraph.part, paragraph.number): paragraph.text for paragraph in reading.paragraphs}
    spans = [
        (span.path, seen[span.part, span.paragraph][span.start : span.end], span.placeholder) for span in draft.fields
    ]
    assert spans == [
        ("stilling.tittel", words, False),
        ("stilling.tittel", words, False),
        ("virksomhet.enhet", "Team Øst", False),
        ("stilling.fora[1]", words, False),
        ("stilling.fora[2]", "b", False),
        ("stilling.tittel", words, False),
    ]


# --- the real templates ---------------------------------------------------------------------------------------------

# Values that steer what a document says without being shown in it, by the documents where they do.
STEERING = {
    "virksomhet.type": {"stillingsutlysning", "intervjuguide", "stillingsbeskrivelse", "opplaeringsplan"},
    "stilling.nivå": {"stillingsutlysning"},
    "stilling.erfaringsbakgrunn": {"vedlegg-arbeidsavtale"},
    "stilling.fagkompetanse": {"stillingsutlysning", "sjekkliste"},
    "stilling.tjenestelov": {"stillingsutlysning", "vedlegg-arbeidsavtale"},
    "stilling.oppgaver[].nivå": set(DOCUMENTS) - {"vedlegg-arbeidsavtale", "sjekkliste"},
    "arbeidstid.ordning": {"opplaeringsplan"},
    "lønn.form": {"stillingsutlysning", "intervjuguide", "vedlegg-arbeidsavtale", "sjekkliste"},
    "søknad.cv": {"stillingsutlysning"},
    "søknad.attester": {"stillingsutlysning"},
    "søknad.elektronisk": {"stillingsutlysning"},
    "søknad.referanser_i_søknad": {"stillingsutlysning"},
    "intervju.runder": {"stillingsutlysning"},
}


@cache
def real() -> Library:
    """The six templates."""
    return load_library(ROOT / "templates")


@cache
def real_case(name: str) -> Case:
    """One of the three cases that come with the tool."""
    return load_case(ROOT / "cases" / f"{name}.yaml", real().vocabulary)


@cache
def shown(case: str, document: str) -> dict[str, set[str]]:
    """The words that each path shows as in a document."""
    draft = fill(real().by_name[document], real_case(case))
    assert isinstance(draft, Draft), draft
    reading = read_document(draft.content, document)
    words = {(paragraph.part, paragraph.number): paragraph.text for paragraph in reading.paragraphs}
    found: dict[str, set[str]] = {}
    for span in draft.fields:
        found.setdefault(span.path, set()).add(words[span.part, span.paragraph][span.start : span.end])
    return found


def forms(value: Worded) -> set[str]:
    """The words that a value may show as; the first letter may be small or large."""
    made: list[str] = []
    match value:
        case Choice():
            made = [value.label]
        case Text():
            made = [str(value), str(FILTERS["telefon"](value))]
        case Day():
            made = [str(FILTERS[name](value)) for name in ("dato", "kortdato")]
        case Whole() | Number():
            made = [str(FILTERS[name](value)) for name in ("tall", "kroner", "kr", "prosent", "tallord")]
            made += [str(value), str(FILTERS["prosent"](value, "ord")), str(FILTERS["tallord"](value, "intetkjønn"))]
    return {first + form[1:] for form in made for first in (form[:1].lower(), form[:1].upper())}


def values(case: Case) -> Iterator[tuple[Worded, Field]]:
    """The values that have words, each with its field."""
    for value in walk(case.values):
        if isinstance(value, Text | Whole | Number | Day):
            field = real().vocabulary.field_of(value.path)
            assert field is not None
            yield value, field


def _steers(field: Field, document: str) -> bool:
    return document in STEERING.get(field.path.removesuffix("[]"), ())


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", CASES)
def test_every_value_is_where_the_vocabulary_says(name: str, document: str) -> None:
    """Each text, number, date and choice stands in every document that its field's `brukes_i` names."""
    missing = [
        value.path
        for value, field in values(real_case(name))
        if document in field.used_in and not _steers(field, document) and value.path not in shown(name, document)
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", CASES)
def test_every_value_shows_as_its_own_words(name: str, document: str) -> None:
    """What stands in the place of a value is the value, formatted, and nothing else."""
    seen = shown(name, document)
    distorted = {
        value.path: seen[value.path] - forms(value) for value, _ in values(real_case(name)) if value.path in seen
    }
    assert {path: words for path, words in distorted.items() if words} == {}


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", CASES)
def test_no_value_is_where_the_vocabulary_does_not_say(name: str, document: str) -> None:
    """`brukes_i` names every document that shows a field: messages about gaps rely on it."""
    vocabulary = real().vocabulary
    fields = {path: vocabulary.field_of(path) for path in shown(name, document)}
    assert [path for path, field in fields.items() if field is None or document not in field.used_in] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_promised_is_used(document: str) -> None:
    """Yes/no and values that only steer are asked about by each template that `brukes_i` names, and the others too."""
    template: Template = real().by_name[document]
    assert template.faults == ()
    leaves = [field for field in real().vocabulary.fields.values() if document in field.used_in and not field.members]
    kept = [field.path for field in leaves if field.path.removesuffix("[]") in template.used or field.kind == "liste"]
    assert [field.path for field in leaves if field.path not in kept] == []


def test_what_steers_is_promised_and_used() -> None:
    """The list of values that only steer names no document that does not use them."""
    used = {template.name: template.used for template in real().templates}
    assert [(path, name) for path, names in STEERING.items() for name in sorted(names) if path not in used[name]] == []
