"""Files that are not merged at all: each is refused with its own reason, and the person's file stays as it is."""

from __future__ import annotations

import pytest

from tests.edits.document import R, Word
from tests.edits.subjects import sentence, word_file
from tests.merge_oracle import merge
from tests.three_way import body, refused
from tests.word_xml import paragraph, story_xml

BASE = word_file(body(sentence(1), sentence(2)))
THEIRS = word_file(body(sentence(1), f"{sentence(2)} nytt1"))
OURS = body(f"{sentence(1)} mitt1", sentence(2))


def protected() -> bytes:
    """A file whose owner allows only comments."""
    word = Word(word_file(OURS))
    word.parts["word/settings.xml"] = story_xml(
        "settings", '<w:documentProtection w:edit="comments" w:enforcement="1"/>'
    ).encode()
    word.declare("word/settings.xml", "settings")
    word.relate("settings", "settings.xml")
    return word.save()


def signed() -> bytes:
    """A file with a digital signature, which any change would break."""
    word = Word(word_file(OURS))
    word.parts["_xmlsignatures/origin.sigs"] = b""
    word.declare_extension("sigs", "application/vnd.openxmlformats-package.digital-signature-origin")
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    root = word.parts["_rels/.rels"].decode()
    arrow = f'<Relationship Id="rId9" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    word.parts["_rels/.rels"] = root.replace("</Relationships>", arrow).encode()
    return word.save()


def with_chunk() -> bytes:
    """A file in which another one is put in as a whole: Word reads it when it opens the file."""
    word = Word(word_file(OURS.replace("<w:p>", '<w:altChunk r:id="bit"/><w:p>', 1)))
    word.parts["word/bit.html"] = b"<p>mitt2</p>"
    word.declare_extension("html", "text/html")
    rels = word.parts["word/_rels/document.xml.rels"].decode()
    arrow = f'<Relationship Id="bit" Type="{R}/aFChunk" Target="bit.html"/></Relationships>'
    word.parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", arrow).encode()
    return word.save()


def with_macros() -> bytes:
    """A file that the person saved with macros."""
    word = Word(word_file(OURS))
    types = word.parts["[Content_Types].xml"].decode()
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    word.parts["[Content_Types].xml"] = types.replace(plain, macros).encode()
    return word.save()


def strict() -> bytes:
    """A file that the person saved as «Strict Open XML Document»."""
    word = Word(word_file(OURS))
    old, new = "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"
    for part in ("_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml"):
        word.parts[part] = word.parts[part].decode().replace(old, new).encode()
    return word.save()


def rewritten() -> bytes:
    """A file of which the person kept hardly a sentence."""
    return word_file("".join(paragraph(f"Helt andre ord, nemlig mitt{number}, i alt.") for number in range(30)))


@pytest.mark.parametrize(
    "ours",
    [protected(), signed(), with_chunk(), with_macros(), strict(), b"notater", b""],
    ids=["protected", "signed", "altChunk", "macros", "strict", "not Word", "empty"],
)
def test_a_file_that_may_not_be_written_is_refused_with_a_reason(ours: bytes) -> None:
    """The reason is a clause in Norwegian, to stand after «…: »: no capital, no full stop, and nothing technical."""
    reason = refused(BASE, ours, THEIRS)
    assert reason
    assert reason[0].islower() or reason[0] == "«"
    assert not reason.endswith(".")
    assert not {"Error", "None", "xml"} & set(reason.split())


def test_a_file_that_the_person_rewrote_is_not_merged() -> None:
    """With hardly a paragraph in common a merge would only confuse."""
    base = word_file("".join(paragraph(sentence(number)) for number in range(30)))
    theirs = word_file("".join(paragraph(f"{sentence(number)} nytt{number}") for number in range(30)))
    assert refused(base, rewritten(), theirs)


def test_the_reasons_differ() -> None:
    """Each kind of file has a reason of its own, so that the person knows what to do."""
    files = (protected(), signed(), with_chunk(), with_macros(), strict())
    assert len({refused(BASE, each, THEIRS) for each in files}) == len(files)


@pytest.mark.parametrize("ours", [protected(), signed(), with_chunk()], ids=["protected", "signed", "altChunk"])
def test_nothing_new_is_no_reason_to_refuse(ours: bytes) -> None:
    """A file that may not be written is left alone in silence as long as there is nothing to bring."""
    merged = merge(BASE, ours, BASE)
    assert getattr(merged, "content", None) is None
