"""Formatting by hand is not carried into edited documents, so it is told how much of it there is."""

from __future__ import annotations

from pipeline.word.direct import formatted_anew
from pipeline.word.package import read_package
from tests.edits.subjects import table, word_file
from tests.three_way import body
from tests.word_xml import paragraph, run


def counted(base: str, theirs: str) -> int:
    """Count what is formatted anew from one body to another."""
    return formatted_anew(read_package(word_file(body(base)), ""), read_package(word_file(body(theirs)), ""))


def test_words_that_become_bold_are_counted() -> None:
    """The words are the same and look another way."""
    bold = run("Husk fristen.", "<w:b/>")
    assert counted(paragraph(run("Husk fristen.")), paragraph(bold)) == 1


def test_runs_that_are_cut_otherwise_look_the_same() -> None:
    """An editor splits runs as it likes."""
    assert counted(paragraph(run("Husk fristen.")), paragraph(run("Husk ") + run("fristen."))) == 0


def test_other_words_are_not_formatting() -> None:
    """What is new or rewritten is brought as words."""
    assert counted(paragraph(run("Husk fristen.")), paragraph(run("Husk datoen."))) == 0


def test_a_table_with_other_widths_is_counted() -> None:
    """The table says the same, and its columns are wider."""
    one = table(("a", "b"))
    assert counted(one, one.replace('w:w="2400"', 'w:w="3000"')) == 1
