"""YAML is read as the text that somebody wrote, and what cannot be read is told in Norwegian, with line and remedy."""

from __future__ import annotations

import json
import os
from pathlib import Path
from unicodedata import normalize

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import yamltext
from pipeline.errors import AccessError, CaseError, TemplateError
from pipeline.textfile import LARGEST_FILE, read_text
from pipeline.yamltext import Mapping, Node, Scalar, Sequence, nodes, parse_yaml, read_yaml

PATH = Path("sak.yaml")
UNSEEN = "\u2028\u2029\ufeff\ufffe\uffff"
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters=UNSEEN))
LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with libyaml, and with PyYAML's own parser for machines that lack it."""
    monkeypatch.setattr(yamltext, "_LOADER", request.param)


def plain(node: Node) -> object:
    """Return a node without its places."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(entry.node) for key, entry in node.entries.items()}


def read(text: str) -> object:
    """Return what a good text says, without places."""
    return plain(parse_yaml(text, PATH, CaseError))


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "no",
        "ja",
        "on",
        "true",
        "0150",
        "01010112345",
        "08:00",
        "18:30",
        "1.10",
        "1_000",
        "2027-01-26",
        ".nan",
        "5e3",
    ],
)
def test_a_value_stays_the_text_that_was_written(written: str) -> None:
    """YAML's own types, which turn 0150 into 104 and NO into false, have no say; neither for values nor for keys."""
    assert read(f"a: {written}\n{written}: [{written}]\n") == {"a": written, written: [written]}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "  # ikke bestemt"])
def test_an_empty_value_is_null(written: str) -> None:
    """Nothing, ~ and null mean that there is no value; in quotes they are text."""
    assert read(f"a: {written}\nb: 'null'\n") == {"a": None, "b": "null"}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_understood(line_end: str) -> None:
    """A file from Windows or an old Mac reads alike, in block texts too, and its lines are counted alike."""
    text = line_end.join(["\ufeffa: |", "  én", "  to", "b: [x]", "c: 1", ""])
    root = parse_yaml(text, PATH, CaseError)
    assert plain(root) == {"a": "én\nto\n", "b": ["x"], "c": "1"}
    assert root.entries["c"].place.line == 5


@pytest.mark.usefixtures("loader")
def test_keys_and_values_are_composed() -> None:
    """Letters written as two characters (a and a ring) are the same key and the same value as å."""
    assert read("a\u030ar: a\u030a\n") == {"år": "å"}


def test_places_count_from_one() -> None:
    """A key, a value and a list item know their line and column."""
    root = parse_yaml("a:\n  b: [x, y]\n", PATH, CaseError)
    outer = root.entries["a"].node
    assert isinstance(outer, Mapping)
    inner = outer.entries["b"]
    assert (inner.place.line, inner.place.column) == (2, 3)
    assert isinstance(inner.node, Sequence)
    assert [(item.place.line, item.place.column) for item in inner.node.items] == [(2, 7), (2, 10)]


SLIPS = {
    "a: 1\n\tb: 2\n": (2, "tabulator"),
    "a: x: y\n": (1, "kolon med mellomrom"),
    "a:\n  - x: y: z\n": (2, "kolon med mellomrom"),
    "a: {b: c: d}\n": (1, "kolon med mellomrom"),
    "a: >18\n": (1, "begynner med «>»"),
    "a: |x\n": (1, "begynner med «|»"),
    "a: ]\n": (1, "begynner med «]»"),
    "a: ,x\n": (1, "begynner med «,»"),
    "a: *\n": (1, "begynner med «*»"),
    "a: {b: @c}\n": (1, "begynner med «@»"),
    'a: "x\nb: "y"\n': (1, "aldri lukket"),
    "a: 'x\nb: 1\n": (1, "aldri lukket"),
    "a: 'det's bra'\n": (1, "fortsetter etter anførselstegnet"),
    'a: "Oslo" kommune\n': (1, "fortsetter etter anførselstegnet"),
    'a: {b: "x, c: 1}\nd: 1\n': (1, "aldri lukket"),
    "a: [x, y\n": (1, "klammen «[»"),
    "a: 1\n  b: 2\n": (2, "rykket inn 2 mellomrom"),
    "a:\n  - b: 1\n   c: 2\n": (3, "skulle trolig hatt 4"),
    "a: 1\nprosent 50\nb: 2\n": (2, "kolon mangler etter «prosent»"),
    "a:\n- x\n-y\nb: 1\n": (3, "mangler etter bindestreken"),
    "a:\n  - x\n  – y\n": (3, "begynner med «–»"),
    "a: [x, y] z\n": (1, "etter klammen «]»"),
    "s:\n  a: Vi er 24 ansatte\nog har to team i dag.\nVi jobber sammen hver dag.\n  b: 1\n": (3, "teksten på linje 2"),
    "s:\n  a: 'x\n" + "  b: 1\n" * 500: (2, "aldri lukket"),
    "- a\nb: 1\n": (2, "kan ikke leses, linje 2"),
}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_told_where_it_is(text: str) -> None:
    """Each of the common slips has a message of its own, on the line of the slip, with a remedy."""
    line, message = SLIPS[text]
    with pytest.raises(CaseError) as caught:
        read(text)
    fault = caught.value.faults[0]
    assert (fault.line, message in fault.message) == (line, True), fault
    assert fault.hint


def test_what_follows_a_slip_is_found_too() -> None:
    """A slip is mended in memory, so that the next ones are told in the same run."""
    with pytest.raises(CaseError) as caught:
        read("a: x: y\nb: @c\nd:\n\te: 1\nf: 1\nf: 2\n")
    assert [fault.line for fault in caught.value.faults] == [1, 2, 4, 6]


def test_the_error_class_is_the_callers() -> None:
    """A case that cannot be read ends with 3, a felter.yaml with 4."""
    with pytest.raises(TemplateError) as caught:
        parse_yaml("", Path("felter.yaml"), TemplateError)
    assert caught.value.exit_code == 4
    assert caught.value.faults[0].path == "felter.yaml"


def test_many_faults_are_not_all_told() -> None:
    """A file that is nothing but faults gives a list that somebody can read."""
    _, faults = nodes("\x01\n" * 10_000, PATH)
    assert 10 < len(faults) <= 50


def test_a_big_broken_file_is_told_at_once() -> None:
    """A file of nearly 1 MB with a slip in every line does not take minutes."""
    _, faults = nodes("a: x: y\n" * 100_000, PATH)
    assert faults[0].line == 1


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab:-?#\"'[]{},&*!|>%@`~ \t\n\r\\é\u00a0\x85\u2028\ufeff\x00"), max_size=40) | st.text())
@example("? ? ? a")
@example("%YAML 1.2\n---\na: 1")
@example("%TAG ! x\n---\na: !b 1")
@example("a: |9\n x")
@example("--- a\n--- b")
def test_any_text_is_read_or_told(text: str) -> None:
    """Whatever the text, there is a mapping or a fault with a message, and never another exception."""
    for each in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yamltext, "_LOADER", each)
            root, faults = nodes(text, PATH)
        assert root is not None or faults
        assert all(fault.message for fault in faults)


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_a_quoted_value_comes_out_letter_for_letter(words: str) -> None:
    """Every letter that Word can hold survives, composed."""
    assert read(f"a: {json.dumps(words, ensure_ascii=False)}\n") == {"a": normalize("NFC", words)}


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_missing_file_gets_a_suggestion(tmp_path: Path) -> None:
    """A mistyped name is answered with the file that was probably meant."""
    (tmp_path / "bydel-x.yaml").touch()
    with pytest.raises(CaseError) as caught:
        read_yaml(tmp_path / "bydl-x.yaml", CaseError)
    assert caught.value.faults[0].message == "finner ikke filen"
    assert caught.value.faults[0].hint == f"Mente du {tmp_path / 'bydel-x.yaml'}?"


def test_a_name_without_its_ending_gets_a_suggestion(tmp_path: Path) -> None:
    """A name without .yaml is answered with the file."""
    (tmp_path / "b.yaml").touch()
    with pytest.raises(CaseError) as caught:
        read_yaml(tmp_path / "b", CaseError)
    assert str(tmp_path / "b.yaml") in (caught.value.faults[0].hint or "")


@pytest.mark.parametrize("name", ["finnes-ikke.yaml", "ingen/slik/mappe.yaml", "fil.yaml/sak.yaml"])
def test_a_missing_file_is_told_without_a_guess(tmp_path: Path, name: str) -> None:
    """When nothing is near, the message is still ours."""
    (tmp_path / "fil.yaml").touch()
    with pytest.raises(CaseError) as caught:
        read_yaml(tmp_path / name, CaseError)
    assert "finner ikke filen" in caught.value.faults[0].message
    assert caught.value.faults[0].hint


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    """A folder in place of a file is told as such."""
    with pytest.raises(CaseError, match="dette er en mappe"):
        read_yaml(tmp_path, CaseError)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device file")
def test_a_device_is_not_a_file() -> None:
    """What never ends is not read at all."""
    with pytest.raises(CaseError, match="ikke en vanlig fil"):
        read_yaml(Path("/dev/zero"), CaseError)


def test_a_name_that_no_system_takes_is_told(tmp_path: Path) -> None:
    """A name with a zero character or of a thousand letters gives no traceback."""
    for name in ("a\0b.yaml", "a" * 1000):
        with pytest.raises((CaseError, AccessError)):
            read_yaml(tmp_path / name, CaseError)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_without_read_access_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Denied access ends with 5, as it is the system that says no."""
    path = tmp_path / "sak.yaml"
    path.touch()

    def denied(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(AccessError, match="ikke tilgang") as caught:
        read_yaml(path, CaseError)
    assert caught.value.exit_code == 5


def test_a_file_over_one_megabyte_is_refused_unread(tmp_path: Path) -> None:
    """The size is looked at before the file is read."""
    path = tmp_path / "stor.yaml"
    path.write_bytes(b"a: 1\n" * (LARGEST_FILE // 5 + 1))
    with pytest.raises(CaseError, match="større enn 1 MB"):
        read_yaml(path, CaseError)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever the bytes, they are text or a fault of ours."""
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(content)
    try:
        text = read_text(path, CaseError)
    except CaseError as error:
        hints = [fault.hint for fault in error.faults]
    else:
        hints = ["" if "\r" in text else "read"]
    assert all(hints)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_with_and_without_its_mark(tmp_path: Path, encoding: str) -> None:
    """The mark that Notepad may put first is no part of the first key."""
    path = tmp_path / "sak.yaml"
    path.write_bytes("å: ø\n".encode(encoding))
    assert plain(read_yaml(path, CaseError)) == {"å": "ø"}
