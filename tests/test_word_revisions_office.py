"""Our idea of accepting and rejecting is LibreOffice's too, for everybody's changes at once."""

from __future__ import annotations

import pytest

from pipeline.word.package import write_package
from pipeline.word.reading import read_document
from pipeline.word.revisions import resolved
from tests.office import Editor
from tests.test_word_revisions import CASES
from tests.tracked_xml import THEIRS, deletion, formerly, ins, mark, row, table
from tests.word_xml import package, paragraph, run, story_xml

# LibreOffice fills in the number of the page, has no changes of cells or formulas, and older versions lose their way in
# changes within changes and in marks that were both inserted and deleted.
_ITS_OWN_WAY = {
    "field deleted",
    "formula inserted",
    "cells inserted and deleted",
    "control inserted round a paragraph",
    "another's insertion in another's deletion in our insertion",
    "our insertion is all there is in another's deletion",
    "another deleted the mark that we inserted",
}
_STYLES = "".join(f'<w:style w:type="paragraph" w:styleId="{each}"><w:name w:val="{each}"/></w:style>' for each in "AB")
_OTHERS = {
    "styles": story_xml("styles", _STYLES),
    "comments": story_xml("comments", f'<w:comment w:id="1" w:author="{THEIRS}"><w:p/></w:comment>'),
}
_LONG = {
    "a document with a bit of everything": paragraph("Om oss")
    + paragraph(run("Vi ") + deletion("er") + ins("har vært") + run(" her."))
    + paragraph(ins("Nytt."), mark("ins"))
    + paragraph(deletion("Gammelt."), mark("del"))
    + table(
        row(paragraph("a"), paragraph(run("b") + ins("c"))),
        row(paragraph(ins("d")), paragraph(ins("e")), kind="ins"),
        row(paragraph(deletion("f")), paragraph(deletion("g")), kind="del"),
    )
    + paragraph("Før.", mark("ins"))
    + paragraph(ins("Sist før tabellen."), formerly())
    + table(row(paragraph("x", mark("ins")) + paragraph(ins("y"), formerly()), paragraph("z")))
    + paragraph("Slutt."),
    "changes by two people": paragraph(run("a") + ins("b") + ins("c", THEIRS) + deletion("d", THEIRS) + run("e"))
    + paragraph(ins("Hans.", THEIRS), mark("ins", THEIRS))
    + paragraph(deletion("Vårt."), mark("del"))
    + paragraph("Slutt."),
    "many paragraphs inserted and deleted": "".join(
        paragraph(f"Avsnitt {number}.")
        + paragraph(ins(f"Nytt {number}."), mark("ins"))
        + paragraph(deletion(f"Gammelt {number}."), mark("del"))
        for number in range(5)
    )
    + paragraph("Slutt."),
}


def _words(content: bytes) -> list[str]:
    """The words of each paragraph. LibreOffice may leave an empty one beside a table, so there those do not count."""
    paragraphs = read_document(content, "brev.docx").paragraphs
    has_table = any(each.table is not None for each in paragraphs)
    return [each.text for each in paragraphs if each.text or not has_table]


@pytest.mark.parametrize("name", [*(name for name in CASES if name not in _ITS_OWN_WAY), *_LONG])
def test_libreoffice_makes_the_same_of_it(name: str, editor: Editor) -> None:
    """«Accept all» and «Reject all» give the same words in the same paragraphs as ours do."""
    body = _LONG[name] if name in _LONG else CASES[name][0]
    parts = package(body, others=_OTHERS)
    content = write_package(parts)
    for change, accepted in ((editor.accept_all, True), (editor.reject_all, False)):
        assert _words(change(content)) == _words(write_package(resolved(parts, accept=accepted)))
