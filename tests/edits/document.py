"""A Word file opened for editing: its stories as trees, and what every edit needs of them.

This is written against the format only, not with the code under test, so that it can be an oracle for it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = "word/document.xml"
_NAMES = {"w": W, "r": R, "w14": W14}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items())

ANCHORS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")


def w(tag: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{tag}"


def xml(text: str) -> _Element:
    """The element that `text` says, with the prefixes w, r and w14."""
    (element,) = etree.fromstring(f"<x {_DECLARED}>{text}</x>")
    etree.cleanup_namespaces(element)
    return element


def find(element: _Element, path: str) -> list[_Element]:
    """What the XPath `path` gives, with the prefixes w, r and w14."""
    found = element.xpath(path, namespaces=_NAMES)
    assert isinstance(found, list)
    return [each for each in found if isinstance(each, _Element)]


def values(element: _Element, path: str) -> list[str]:
    """The attribute values that the XPath `path` gives."""
    found = element.xpath(path, namespaces=_NAMES)
    assert isinstance(found, list)
    return [str(each) for each in found]


def run(words: str, properties: str = "") -> _Element:
    """A run with these words."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return xml(f'<w:r>{inside}<w:t xml:space="preserve">{words}</w:t></w:r>')


def text(element: _Element) -> str:
    """The words of `element` that are not deleted."""
    return "".join(each.text or "" for each in find(element, ".//w:t[not(ancestor::w:del)]"))


def say(paragraph: _Element, words: str) -> None:
    """Let the paragraph say just these words, with the look of its first run."""
    properties = find(paragraph, "(.//w:r/w:rPr)[1]")
    new = run(words)
    if properties:
        new.insert(0, copy.deepcopy(properties[0]))
    for child in list(paragraph):
        if child.tag not in {w("pPr"), *map(w, ANCHORS)} and not find(child, "self::w:r[w:commentReference]"):
            paragraph.remove(child)
    place = 1 if paragraph.find(w("pPr")) is not None else 0
    while place < len(paragraph) and paragraph[place].tag in {w("bookmarkStart"), w("commentRangeStart")}:
        place += 1
    paragraph.insert(place, new)


class Word:
    """A document under edit. Trees are parsed when they are asked for, and only those are written again."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, _Element] = {}

    # --- in and out

    def tree(self, part: str) -> _Element:
        """The root of a part; changes to it are saved."""
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    @property
    def body(self) -> _Element:
        return self.tree(MAIN)[0]

    def save(self) -> bytes:
        """The edited file."""
        for part, root in self._trees.items():
            self.parts[part] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        file = BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
        return file.getvalue()

    # --- what is there

    def paragraphs(self) -> list[_Element]:
        """The paragraphs of the body with words, outside tables, boxes and long fields, without a section break."""
        found = find(self.body, "w:p[.//w:t][not(w:pPr/w:sectPr)]")
        listed = self._listed()
        return [each for each in found if text(each).strip() and each not in listed]

    def _listed(self) -> set[_Element]:
        """The paragraphs that a field over several of them shows, such as a table of contents."""
        inside: set[_Element] = set()
        open_fields = 0
        for each in self.body.iter(w("p"), w("fldChar")):
            if each.tag == w("p") and open_fields:
                inside.add(each)
            elif each.tag == w("fldChar"):
                kind = each.get(w("fldCharType"))
                open_fields += {"begin": 1, "end": -1}.get(str(kind), 0)
                if open_fields > 0 and (holder := next(each.iterancestors(w("p")), None)) is not None:
                    inside.add(holder)
        return {each for each in inside if len(find(each, ".//w:fldChar")) % 3 or not find(each, ".//w:fldChar")}

    def everywhere(self) -> list[_Element]:
        """The same, those of cells included."""
        found = find(self.body, ".//w:p[.//w:t][not(w:pPr/w:sectPr)][not(ancestor::w:txbxContent)]")
        listed = self._listed()
        plain = [each for each in found if text(each).strip() and not find(each, ".//w:sdt|.//w:drawing")]
        return [each for each in plain if each not in listed]

    def headings(self) -> list[_Element]:
        return [each for each in self.paragraphs() if "verskrift" in style(each) or "eading" in style(each)]

    def list_items(self) -> list[_Element]:
        return [each for each in self.paragraphs() if find(each, "w:pPr/w:numPr") or "liste" in style(each)]

    def tables(self) -> list[_Element]:
        return find(self.body, "w:tbl")

    def words(self, within: Iterable[_Element] | None = None) -> list[_Element]:
        """The ``w:t`` with words that stand in plain runs of paragraphs, outside anybody's revisions."""
        found = []
        for each in within if within is not None else self.everywhere():
            found += [one for one in find(each, "w:r/w:t") if (one.text or "").strip() and not in_field(one)]
        return found

    # --- parts and ids

    def relate(self, kind: str, target: str, *, external: bool = False, part: str = MAIN) -> str:
        """A new relationship of `part`, and its id."""
        folder, _, leaf = part.rpartition("/")
        name = f"{folder}/_rels/{leaf}.rels"
        if name not in self.parts:
            self.parts[name] = f'<Relationships xmlns="{RELS}"/>'.encode()
        root = self.tree(name)
        fresh = f"rId{900 + len(root)}"
        arrow = etree.SubElement(root, f"{{{RELS}}}Relationship", Id=fresh, Type=f"{R}/{kind}", Target=target)
        if external:
            arrow.set("TargetMode", "External")
        return fresh

    def declare(self, part: str, kind: str) -> None:
        """Give a part a content type of its own."""
        types = self.tree("[Content_Types].xml")
        etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=f"{WORD_TYPE}.{kind}+xml")

    def declare_extension(self, extension: str, kind: str) -> None:
        types = self.tree("[Content_Types].xml")
        if not any(each.get("Extension") == extension for each in types):
            types.insert(0, types.makeelement(f"{{{TYPES}}}Default", {"Extension": extension, "ContentType": kind}))

    def free_id(self, *tags: str) -> int:
        """An id that no element of these tags has in any story."""
        stories = [name for name in self.parts if re.fullmatch(r"word/[a-z]+\d*\.xml", name)]
        used = [each.get(w("id"), "0") for part in stories for each in self.tree(part).iter(*map(w, tags))]
        return max([0, *(int(one) for one in used if one.lstrip("-").isdigit())]) + 1

    # --- what several edits do

    def remove(self, block: _Element) -> None:
        """Take a block away as Word does: the ends of bookmarks and comments in it stay, in a paragraph beside it."""
        parent = block.getparent()
        assert parent is not None
        anchors = find(block, "|".join(f".//w:{tag}" for tag in ANCHORS) + "|.//w:r[w:commentReference]")
        anchors = [each for each in anchors if not str(each.get(w("name"), "")).startswith("_")]
        kept = {each.get(w("id")) for each in anchors if each.tag == w("bookmarkStart")}
        ended = {each.get(w("id")) for each in find(block, ".//w:bookmarkStart")} - kept
        anchors = [each for each in anchors if each.tag != w("bookmarkEnd") or each.get(w("id")) not in ended]
        beside = _beside(block)
        if anchors and beside is not None:
            for anchor in anchors:
                beside.append(anchor)
        parent.remove(block)

    def twin(self, block: _Element) -> _Element:
        """A copy of a block, as pasting makes it: without what may be there only once."""
        twin = copy.deepcopy(block)
        once = "|".join(f".//w:{tag}" for tag in ANCHORS)
        for each in find(twin, f"{once}|.//w:r[w:commentReference]|.//w:r[w:footnoteReference]|.//w:r[w:drawing]"):
            parent = each.getparent()
            assert parent is not None
            parent.remove(each)
        for each in find(twin, ".//w:trPr/w:ins|.//w:trPr/w:del|.//w:pPr/w:rPr/w:ins|.//w:pPr/w:rPr/w:del|.//w:del"):
            parent = each.getparent()
            assert parent is not None
            parent.remove(each)
        for each in find(twin, ".//w:ins"):
            parent = each.getparent()
            assert parent is not None
            for child in list(each):
                each.addprevious(child)
            parent.remove(each)
        return twin


def in_field(words: _Element) -> bool:
    """Whether a complex field shows these words: what it shows is not anybody's to edit."""
    before = values(words, "../preceding-sibling::w:r/w:fldChar/@w:fldCharType")
    return before.count("begin") > before.count("end")


def style(paragraph: _Element) -> str:
    """The style id of a paragraph; empty when it names none."""
    return next(iter(values(paragraph, "w:pPr/w:pStyle/@w:val")), "")


def _beside(block: _Element) -> _Element | None:
    looks: tuple[Callable[[_Element], _Element | None], ...] = (lambda e: e.getprevious(), lambda e: e.getnext())
    for look in looks:
        beside = look(block)
        if beside is not None and beside.tag == w("p"):
            return beside
        if beside is not None and beside.tag == w("tbl"):
            cells = find(beside, "(.//w:p)[last()]")
            if cells:
                return cells[0]
    return None


Edit = Callable[[Word, int, int, str], bool]
"""An edit: the document, which candidate, a detail, and a marker word to use; whether there was something to edit."""


def nth(found: list[_Element], place: int) -> _Element | None:
    """The candidate that `place` points at; None when there is none."""
    return found[place % len(found)] if found else None
