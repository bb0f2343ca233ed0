"""The story that the merge is for: people edit in Word, templates and cases change, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from pipeline.word.package import read_package, write_package
from pipeline.word.revisions import resolved
from tests.command import Workplace, workplace
from tests.edits import marker_words, person
from tests.edits.document import Word, find, say, text
from tests.merge_oracle import words

__all__ = ["workplace"]

EDITED = ("stillingsutlysning", "stillingsbeskrivelse", "opplaeringsplan")
UNTOUCHED = ("intervjuguide", "vedlegg-arbeidsavtale")


def paragraph(word: Word, words_in_it: str) -> object:
    """The one paragraph that says this."""
    (found,) = (each for each in word.everywhere() if words_in_it in text(each))
    return found


def edit_the_advertisement(file: Path) -> None:
    """A sentence is rewritten, and a comment put in."""
    word = Word(file.read_bytes())
    (sentence,) = (each for each in word.everywhere() if text(each).startswith("Vi trenger det livet har lært deg"))
    say(sentence, "Vi trenger det du har levd, og vi spør deg om råd hver dag.")
    number = next(n for n, each in enumerate(word.everywhere()) if text(each).startswith("Kolleger med ulik bakgrunn"))
    assert person.comment(word, number, 0, "mitt1")
    file.write_bytes(word.save())


def edit_the_description(file: Path) -> None:
    """A task is added, and a section deleted."""
    word = Word(file.read_bytes())
    (task,) = (each for each in word.everywhere() if text(each).startswith("Være vertskap"))
    new = word.twin(task)
    say(new, "Gå tur med dem som vil, hver torsdag")
    task.addnext(new)
    (heading,) = (each for each in word.headings() if text(each) == "Andre oppgaver")
    following = heading.getnext()
    assert following is not None
    word.remove(following)
    word.remove(heading)
    file.write_bytes(word.save())


def edit_the_plan(file: Path) -> None:
    """A row of a table is changed."""
    word = Word(file.read_bytes())
    (row,) = (each for each in find(word.body, ".//w:tr") if text(each).startswith("Verneombud"))
    _, name, about = find(row, "w:tc/w:p")
    say(name, "Nora Eksempel, og Siri Eksempel når hun er borte")
    say(about, "trygghet, arbeidsmiljø og alt som plager deg")
    file.write_bytes(word.save())


def change_template(file: Path, old: str, new: str) -> None:
    """The owner of a template changes a sentence in it."""
    word = Word(file.read_bytes())
    (found,) = (each for each in word.everywhere() if old in text(each))
    say(found, text(found).replace(old, new))
    file.write_bytes(word.save())


def everything(content: bytes, *, accept: bool) -> bytes:
    """The file after «Accept all» or «Reject all»."""
    return write_package(resolved(read_package(content, ""), accept=accept))


def test_edit_in_word_regenerate_and_lose_nothing(workplace: Workplace) -> None:
    """Rejecting gives each person's text exactly; accepting has their words and everything that is new."""
    assert workplace.make_docs("cases/bydel-x.yaml").code == 0
    files = {name: workplace.document(name) for name in (*EDITED, *UNTOUCHED)}
    edit_the_advertisement(files["stillingsutlysning"])
    edit_the_description(files["stillingsbeskrivelse"])
    edit_the_plan(files["opplaeringsplan"])
    edited = {name: file.read_bytes() for name, file in files.items()}

    templates = workplace.folder / "templates"
    change_template(
        templates / "stillingsutlysning.docx", "Kjenner du deg igjen i dette?", "Hva kjenner du deg igjen i?"
    )
    change_template(templates / "opplaeringsplan.docx", "spise lunsj sammen", "spise lunsj ute sammen")
    workplace.edit_case("oppstart: 2027-04-01", "oppstart: 2027-05-03")
    workplace.edit_case("to dager i uka", "tre dager i uka")

    plan = workplace.make_docs("--dry-run", "--json", "cases/bydel-x.yaml").json
    assert {name: file.read_bytes() for name, file in files.items()} == edited
    done = workplace.make_docs("--json", "cases/bydel-x.yaml").json
    actions = {each["document"]: each["action"] for each in done["cases"][0]["documents"]}
    assert actions == {each["document"]: each["action"] for each in plan["cases"][0]["documents"]}
    assert {name: actions[name] for name in EDITED} == dict.fromkeys(EDITED, "merged")
    assert {actions[name] for name in UNTOUCHED} <= {"replaced", "unchanged"}

    merged = {name: files[name].read_bytes() for name in EDITED}
    for name in EDITED:
        assert words(everything(merged[name], accept=False)) == words(edited[name]), name
    said = {name: " ".join(each for _, each in words(everything(merged[name], accept=True))) for name in EDITED}
    wanted = {
        "stillingsutlysning": [
            "Vi trenger det du har levd",
            "Hva kjenner du deg igjen i?",
            "3. mai 2027",
            "tre dager i uka",
        ],
        "stillingsbeskrivelse": ["Gå tur med dem som vil", "tre dager i uka"],
        "opplaeringsplan": ["Nora Eksempel", "alt som plager deg", "spise lunsj ute sammen", "3. mai 2027"],
    }
    unwanted = ["livet har lært deg", "Andre oppgaver kan komme", "1. april 2027", "to dager i uka", "lunsj sammen"]
    for name, each in wanted.items():
        assert [one for one in each if one not in said[name]] == [], name
        assert [one for one in unwanted if one in said[name]] == [], name
    assert marker_words.comments(merged["stillingsutlysning"], own=False) == ["Merknad om mitt1"]
    _then_the_days_after(workplace, files, merged)


def _then_the_days_after(workplace: Workplace, files: dict[str, Path], merged: dict[str, bytes]) -> None:
    """A second run touches nothing; a newer case supersedes what is pending; what was accepted is not offered again."""
    times = {name: file.stat().st_mtime_ns for name, file in files.items()}
    assert workplace.make_docs("cases/bydel-x.yaml").code in (0, 1)
    assert {name: file.stat().st_mtime_ns for name, file in files.items()} == times

    workplace.edit_case("oppstart: 2027-05-03", "oppstart: 2027-06-07")
    accepted = everything(merged["opplaeringsplan"], accept=True)
    files["opplaeringsplan"].write_bytes(accepted)
    workplace.make_docs("cases/bydel-x.yaml")
    plan, advertisement = files["opplaeringsplan"].read_bytes(), files["stillingsutlysning"].read_bytes()
    assert words(everything(plan, accept=False)) == words(accepted)
    for content in (plan, advertisement):
        said = " ".join(each for _, each in words(everything(content, accept=True)))
        assert "7. juni 2027" in said
        assert "3. mai 2027" not in said
    before = words(everything(merged["stillingsutlysning"], accept=False))
    assert words(everything(advertisement, accept=False)) == before
