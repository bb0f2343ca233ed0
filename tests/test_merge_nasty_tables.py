"""Nasty cases of a merge in tables; every one holds all invariants as well (``three_way`` looks)."""

from __future__ import annotations

import pytest

from tests.edits.document import Word, find
from tests.edits.subjects import cell, table
from tests.three_way import Result, body, three_way
from tests.word_xml import paragraph

FIRST, SECOND = "Vi møtes hver mandag klokka ni.", "Referatet sendes samme dag."
HEAD = ("Hva", "Hvem")


def says(result: Result) -> str:
    """Return all that the document says after accepting our changes."""
    return " / ".join(result.accepted)


def test_rows_that_are_alike() -> None:
    """Rows that say the same are told apart by their neighbours, and none is doubled or lost."""
    rows = [HEAD, ("likt", "likt"), ("grunn1", "a"), ("likt", "likt")]
    base, theirs = table(*rows), table(*rows, ("nytt1", "b"))
    ours = table(HEAD, ("likt", "likt"), ("grunn1", "mitt1"), ("likt", "likt"))
    result = three_way(body(base, FIRST), body(ours, FIRST), body(theirs, FIRST))
    want = [*HEAD, "likt", "likt", "grunn1", "mitt1", "likt", "likt", "nytt1", "b", FIRST]
    assert result.accepted == want


def test_two_cells_of_one_row_changed_by_two() -> None:
    """The person changed one cell and the template another of the same row: both are there."""
    theirs = table(HEAD, ("grunn1", "nytt1"), ("grunn2", "b"))
    result = three_way(
        body(table(HEAD, ("grunn1", "a"), ("grunn2", "b"))),
        body(table(HEAD, ("mitt1", "a"), ("grunn2", "b"))),
        body(theirs),
    )
    assert result.accepted == [*HEAD, "mitt1", "nytt1", "grunn2", "b"]
    assert result.merged.conflicts == 0


def test_a_row_that_the_person_deleted_and_the_template_changed() -> None:
    """The row is offered again, since the template changed it; rejecting leaves it deleted."""
    base = table(HEAD, ("grunn1", "a"), ("grunn2", "b"))
    result = three_way(
        body(base, FIRST),
        body(table(HEAD, ("grunn2", "b")), FIRST),
        body(table(HEAD, ("grunn1", "nytt1"), ("grunn2", "b")), FIRST),
    )
    assert result.rejected == [*HEAD, "grunn2", "b", FIRST]
    assert "nytt1" in says(result)


@pytest.mark.parametrize("edited", [True, False], ids=["table edited", "table as it was"])
def test_a_table_that_gets_a_column(*, edited: bool) -> None:
    """A new column comes without a word of the person's being lost, whether they edited the table or not."""
    base = table(HEAD, ("grunn1", "a"), ("grunn2", "b"))
    ours = table(HEAD, ("grunn1", "mitt1" if edited else "a"), ("grunn2", "b"))
    theirs = table((*HEAD, "Når"), ("grunn1", "a", "nytt1"), ("grunn2", "b", "nytt2"))
    result = three_way(body(base, FIRST), body(ours, f"{FIRST} mitt2"), body(theirs, FIRST))
    assert {"nytt1", "nytt2"} <= set(result.accepted)
    assert not edited or "mitt1" in result.accepted


def test_merged_cells() -> None:
    """Cells that span columns or rows keep doing so when a neighbour changes."""
    wide = cell("grunn1", '<w:gridSpan w:val="2"/>')
    tall, below = cell("grunn2", '<w:vMerge w:val="restart"/>'), cell("<w:p/>", "<w:vMerge/>")

    def rows(last: str, first: str = "x") -> str:
        return table((wide, first), (tall, "y", "z"), (below, last, "v"))

    result = three_way(body(rows("u"), FIRST), body(rows("u", "mitt1"), FIRST), body(rows("nytt1"), FIRST))
    assert says(result) == f"grunn1 / mitt1 / grunn2 / y / z / nytt1 / v / {FIRST}"
    root = Word(result.content).body
    assert (len(find(root, ".//w:gridSpan")), len(find(root, ".//w:vMerge"))) == (1, 2)


def test_a_table_in_a_cell() -> None:
    """A nested table is merged cell by cell, wherever in its cell it stands; the paragraph after it stays."""

    def rows(inner: str, beside: str) -> str:
        return table(HEAD, (cell(table(("grunn1", inner)) + "<w:p/>"), beside))

    result = three_way(body(rows("a", "b"), FIRST), body(rows("a", "mitt1"), FIRST), body(rows("nytt1", "b"), FIRST))
    assert says(result) == f"Hva / Hvem / grunn1 / nytt1 / mitt1 / {FIRST}"


@pytest.mark.parametrize("last", [True, False], ids=["last in the cell", "before a table in the cell"])
def test_a_paragraph_comes_where_only_tables_stand(*, last: bool) -> None:
    """A paragraph beside a table at the edge of a cell comes and goes without leaving an empty one."""
    inner, new = table(("grunn1", "a")), paragraph("nytt1")
    base = inner + "<w:p/>"
    theirs = inner + "<w:p/>" + new if last else new + inner + "<w:p/>"
    result = three_way(
        body(table(HEAD, (cell(base), "b")), FIRST),
        body(table(HEAD, (cell(base), "mitt1")), FIRST),
        body(table(HEAD, (cell(theirs), "b")), FIRST),
    )
    assert "nytt1" in result.accepted
    assert result.rejected == [*HEAD, "grunn1", "a", "mitt1", FIRST]


def test_the_last_paragraph_before_a_table_is_deleted() -> None:
    """A paragraph between two tables is deleted by the template; the person's tables stay two."""
    one, two = table(("grunn1", "a")), table(("grunn2", "b"))
    ours = body(table(("grunn1", "mitt1")), FIRST, two, SECOND)
    result = three_way(body(one, FIRST, two, SECOND), ours, body(one, "<w:p/>", two, SECOND))
    assert "mitt1" in result.accepted
    assert result.rejected == ["grunn1", "mitt1", FIRST, "grunn2", "b", SECOND]


@pytest.mark.parametrize("in_cell", [True, False], ids=["last in a cell", "before a table"])
def test_a_paragraph_after_one_whose_mark_is_formatted(*, in_cell: bool) -> None:
    """The mark of a paragraph has a look of its own, which is the same after rejecting what came after it."""
    marked = paragraph("grunn1", "<w:rPr><w:b/><w:sz w:val='30'/></w:rPr>")
    bold = marked.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")

    def around(first: str, new: str = "") -> str:
        if in_cell:
            return body(table(HEAD, (cell(first + new), "a")), FIRST)
        return body(first + new, table(HEAD, ("grunn2", "a")), FIRST)

    result = three_way(around(paragraph("grunn1")), around(bold), around(paragraph("grunn1"), paragraph("nytt1")))
    assert "nytt1" in result.accepted
    assert result.rejected == [each for each in result.accepted if each != "nytt1"]
