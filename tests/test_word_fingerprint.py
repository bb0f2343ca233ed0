"""Whether a person changed anything in a document: every small edit is seen, and no editor's own rewriting is."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.case import load_case
from pipeline.fill import fill
from pipeline.library import load_library
from pipeline.model import Draft
from pipeline.word.fingerprint import alike, same_document
from pipeline.word.lint import lint
from pipeline.word.package import read_package, write_package
from tests.command import DOCUMENTS, ROOT, TEMPLATES
from tests.editor_noise import NOISES, make_noise
from tests.edits.document import Word
from tests.edits.steps import PERSON, Step
from tests.office import Editor
from tests.small_documents import word_file
from tests.small_edits import EDITS, enriched

NAMES = ("bydel-x", "unn-2022", "uteseksjonen-2021")
each_document = pytest.mark.parametrize(("case", "document"), list(product(NAMES, DOCUMENTS)))

# What LibreOffice does not save (a row whose words are not tracked too is no tracked row to it). Whether it saves
# formulas depends on what is installed.
LOST = {"a table's description", "a row, tracked", "a formula"}

# What changes nothing, or nothing where it was so already.
NO_EDITS = {"save in another editor", "make words bold"}


@cache
def made(case: str, document: str) -> bytes:
    """Return one of the documents as we make it."""
    library = load_library(TEMPLATES)
    draft = fill(library.by_name[document], load_case(ROOT / "cases" / f"{case}.yaml", library.vocabulary))
    assert isinstance(draft, Draft)
    return draft.content


@cache
def rich() -> bytes:
    """Return a document with a link, a picture, a note and form fields among its tables, lists and check boxes."""
    return enriched(made("bydel-x", "opplaeringsplan"))


@cache
def edited(edit: str) -> bytes:
    """Return the rich document after one edit."""
    word = Word(rich())
    EDITS[edit](word)
    return word.save()


# --- what an editor does --------------------------------------------------------------------------------------------


@each_document
def test_saving_in_libreoffice_is_no_edit(editor: Editor, case: str, document: str) -> None:
    """LibreOffice writes nearly every element anew, and nobody has changed anything."""
    pristine = made(case, document)
    saved = editor.resave(pristine)
    assert same_document(pristine, saved)
    assert same_document(saved, pristine)
    assert same_document(pristine, editor.resave(saved))


def test_saving_what_templates_seldom_have_is_no_edit(editor: Editor) -> None:
    """Links, pictures, notes, lists to choose from and old form fields come through LibreOffice as they were."""
    assert same_document(rich(), editor.resave(rich()))


@each_document
def test_saving_in_word_is_no_edit(case: str, document: str) -> None:
    """All that Word and SharePoint write on their own, at once."""
    pristine = made(case, document)
    saved = make_noise(pristine, NOISES, 1)
    assert lint(read_package(saved, "")) == ()
    assert same_document(pristine, saved)
    assert same_document(saved, pristine)


@pytest.mark.parametrize("noise", NOISES)
def test_each_noise_is_noise(noise: str) -> None:
    """Each thing that Word writes on its own changes the file, and is no edit."""
    saved = make_noise(rich(), [noise], 1)
    assert read_package(saved, "") != read_package(rich(), "")
    assert same_document(rich(), saved)


noises = st.lists(st.sampled_from(list(NOISES)), unique=True)


@settings(deadline=None, max_examples=20)
@given(kinds=noises, seed=st.integers(0, 2**32))
def test_no_noise_is_an_edit(kinds: list[str], seed: int) -> None:
    """Whatever Word writes on its own, in whatever order and wherever it cuts the runs."""
    assert same_document(rich(), make_noise(rich(), kinds, seed))


def test_noise_and_libreoffice_together_are_no_edit(editor: Editor) -> None:
    """Uploaded to SharePoint, opened in Word, and then saved in LibreOffice: still nobody has changed anything."""
    assert same_document(rich(), editor.resave(make_noise(rich(), NOISES, 2)))


# --- what a person does ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edit", ["a comment", "a tick in a check box", "highlighted", "words, tracked", "formatting, tracked"]
)
def test_a_mark_alone_is_an_edit(edit: str) -> None:
    """A comment, a tick in a box, a highlight or a tracked change alone says that somebody worked here."""
    assert not same_document(rich(), edited(edit))


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_seen(edit: str) -> None:
    """The smallest thing that a person can do counts, whichever of the files comes first."""
    assert not same_document(rich(), edited(edit))
    assert not same_document(edited(edit), rich())
    assert same_document(edited(edit), make_noise(edited(edit), ["revision ids"], 1))


@pytest.mark.parametrize("edit", sorted(EDITS.keys() - LOST))
def test_each_edit_is_seen_after_libreoffice(editor: Editor, edit: str) -> None:
    """The edit still counts when LibreOffice saved the file afterwards."""
    assert not same_document(rich(), editor.resave(edited(edit)))


@settings(deadline=None, max_examples=30)
@given(edit=st.sampled_from(list(EDITS)), kinds=noises, seed=st.integers(0, 2**32))
def test_no_noise_hides_an_edit(edit: str, kinds: list[str], seed: int) -> None:
    """An edit is seen through everything that Word wrote on its own in the same session."""
    assert not same_document(rich(), make_noise(edited(edit), kinds, seed))


@settings(deadline=None, max_examples=40)
@given(
    name=st.sampled_from(sorted(PERSON.keys() - NO_EDITS)),
    place=st.integers(0, 60),
    detail=st.integers(0, 11),
    case=st.sampled_from(NAMES),
    document=st.sampled_from(DOCUMENTS),
)
def test_any_edit_anywhere_is_seen(name: str, place: int, detail: int, case: str, document: str) -> None:
    """Any edit, wherever it is made in any of the documents."""
    step = Step(name, place, detail)
    word = Word(made(case, document))
    done = PERSON[step.name](word, step.place, step.detail, "mitt")
    assert same_document(made(case, document), word.save()) == (not done)


# --- what is in doubt -----------------------------------------------------------------------------------------------


def test_what_cannot_be_read_equals_only_itself() -> None:
    """A file that is cut off, empty or no Word document is not what we made."""
    whole = word_file("a")
    for broken in (whole[:-30], b"", b"notater"):
        assert not same_document(whole, broken)
        assert not same_document(broken, whole)
        assert same_document(broken, broken)


def test_an_unknown_part_is_an_edit() -> None:
    """Somebody put something in the package that we do not know."""
    word = Word(rich())
    word.parts["word/vbaData.xml"] = b"<x/>"
    word.relate("somethingNew", "vbaData.xml")
    assert not same_document(rich(), word.save())


def test_only_libreoffice_may_leave_out_descriptions() -> None:
    """A description that is gone is an edit, unless LibreOffice saved the file: it never writes them."""
    word = Word(rich())
    for each in word.body.iter("{*}tblDescription"):
        each.getparent().remove(each)  # type: ignore[union-attr]
    assert not same_document(rich(), word.save())
    word.parts["docProps/app.xml"] = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        b"<Application>LibreOffice/7.4</Application></Properties>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
    rels = word.tree("_rels/.rels")
    rels.append(rels.makeelement(rels[0].tag, {"Id": "rId66", "Type": kind, "Target": "docProps/app.xml"}))
    assert same_document(rich(), word.save())


def test_our_provenance_is_no_edit() -> None:
    """Our own properties, dates and the order of the parts say nothing of a person."""
    assert same_document(word_file("a", case="1"), word_file("a", case="2"))
    assert not same_document(word_file("a"), word_file("a", label="Fortrolig"))
    parts = read_package(rich(), "")
    assert same_document(rich(), write_package(dict(reversed(parts.items()))))


def test_lengths_are_compared_as_editors_round_them() -> None:
    """A length may be off by a rounding; nothing else may."""
    assert alike(("a", 1134.0), ("a", 1136.0))
    assert not alike(("a", 1134.0), ("a", 1138.0))
    assert not alike(("a", 2), ("a", 3))
    assert not alike(("a", None), ("a", 1.0))
