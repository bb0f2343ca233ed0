"""Small packages written as raw WordprocessingML, for tests of what stands in a document."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.word.names import MC, RELS, TYPES, W14, WP, M, R, W
from pipeline.word.package import write_package
from pipeline.word.reading import Paragraph, Reading, read_document

NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}" xmlns:m="{M}" xmlns:wp="{WP}"'
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def document_xml(body: str) -> str:
    """Return the main part with this body."""
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def story_xml(tag: str, content: str) -> str:
    """Return another part with text: hdr, ftr, footnotes, comments or styles."""
    return f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"


def package(
    body: str = "<w:p/>",
    *,
    others: Mapping[str, str] | None = None,
    arrows: str = "",
    main_type: str = f"{WORD_TYPE}.document.main+xml",
) -> dict[str, bytes]:
    """Return the parts of a sound document.

    `others` are further parts by kind (styles, header1, footnotes, …); each is related to the document by the id of its
    kind. `arrows` are further relationships of the document, as XML.
    """
    extra = dict(others or {})
    kinds = {kind: kind.rstrip("0123456789") for kind in extra}
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{WORD_TYPE}.{base}+xml"/>' for kind, base in kinds.items()
    )
    related = "".join(
        f'<Relationship Id="{kind}" Type="{R}/{base}" Target="{kind}.xml"/>' for kind, base in kinds.items()
    )
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELS}">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document_xml(body),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{related}{arrows}</Relationships>',
        **{f"word/{kind}.xml": xml for kind, xml in extra.items()},
    }
    return {name: text.encode() for name, text in texts.items()}


def docx(body: str, **rest: Mapping[str, str] | str) -> bytes:
    """Return a Word file with this body; the rest is as for `package`."""
    return write_package(package(body, **rest))  # type: ignore[arg-type]


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """Return a paragraph; content without tags becomes one run."""
    inside = content if "<" in content else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def read(body: str, **rest: Mapping[str, str] | str) -> Reading:
    """Return what a reader sees of a document with this body."""
    return read_document(docx(body, **rest), "brev.docx")


def texts(body: str, **rest: Mapping[str, str] | str) -> list[str]:
    """Return the words of each paragraph that a reader sees."""
    return [each.text for each in read(body, **rest).paragraphs]


def only(body: str, **rest: Mapping[str, str] | str) -> Paragraph:
    """Return the one paragraph that a reader sees."""
    (found,) = read(body, **rest).paragraphs
    return found
