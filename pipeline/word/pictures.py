"""What is drawn in a document: a drawing or an older picture in, what a reader would see of it out.

A picture is known by its bytes, its size on the page, its cropping, its alternative text and its link; where it floats,
by its place too. Any other drawing is compared as it is written, with its parts by their bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import TypeAlias

from lxml.etree import QName, _Element

from pipeline.word.formatting import Trait, attributes_of
from pipeline.word.names import WP, R, w

Target: TypeAlias = Callable[[str], Trait]
"""From the id of a relationship to what it points at: an address, or the hash of a part."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WP = f"{{{WP}}}"
_BLIP, _EXTENT, _DOC_PR, _CROP = f"{_A}blip", f"{_WP}extent", f"{_WP}docPr", f"{_A}srcRect"
_TURNED = ("rot", "flipH", "flipV")
_DRESSED = (f"{_A}ln", f"{_A}effectLst", f"{_A}solidFill", f"{_A}scene3d", f"{_A}sp3d")
_EMU_IN_A_TWIP = 635
_TEXT_BOX = w("txbxContent")
_IDS = frozenset({"id", "name", "editId", "anchorId", "spid", "paraId", "textId", "gfxdata", "relativeHeight"})
_EXTENSIONS = f"{_A}extLst"


def hashed(content: bytes) -> str:
    """The hash that stands for the bytes of a part."""
    return hashlib.sha256(content).hexdigest()


def seen_in(drawing: _Element, target: Target) -> Trait:
    """What a reader sees of a ``w:drawing``, ``w:pict`` or ``w:object``, the words of text boxes left out."""
    pictures = [each for data in drawing.iter(f"{_A}graphicData") for each in data.iterchildren(f"{_PIC}pic")]
    if len(pictures) == 1 and next(drawing.iter(_TEXT_BOX), None) is None:  # not in a group, beside other shapes
        return ("picture", *_picture(drawing, pictures[0], target))
    return ("drawing", as_written(drawing, target))


def _picture(drawing: _Element, picture: _Element, target: Target) -> Iterator[Trait]:
    for blip in picture.iter(_BLIP):
        yield tuple(target(blip.get(f"{{{R}}}{name}", "")) for name in ("embed", "link") if blip.get(f"{{{R}}}{name}"))
        yield tuple(sorted(str(effect.tag) for effect in blip if effect.tag != _EXTENSIONS))
    for crop in picture.iter(_CROP):
        yield tuple(pair for pair in attributes_of(crop) if pair[1] != "0") or None
    for shape in picture.iter(f"{_A}xfrm"):
        yield tuple((name, shape.get(name)) for name in _TURNED if shape.get(name, "0") not in ("0", "false"))
    for properties in picture.iterchildren(f"{_PIC}spPr"):
        yield tuple(as_written(each, target) for each in properties if each.tag in _DRESSED and len(each))
        yield tuple(each.get("prst") for each in properties.iterchildren(f"{_A}prstGeom"))
    for frame in drawing:
        yield str(QName(frame).localname)
        for extent in frame.iterchildren(_EXTENT):
            yield tuple(_twips(extent.get(name)) for name in ("cx", "cy"))
        for about in frame.iterchildren(_DOC_PR):
            yield (about.get("descr") or None, about.get("title") or None)
            yield tuple(target(link.get(f"{{{R}}}id", "")) for link in about.iter(f"{_A}hlinkClick"))
        if frame.tag == f"{_WP}anchor":
            yield frame.get("behindDoc", "0")
            yield tuple(_placed(one) for one in frame if one.tag in (f"{_WP}positionH", f"{_WP}positionV"))
            yield tuple(str(one.tag) for one in frame if "wrap" in QName(one).localname)


def _placed(position: _Element) -> Trait:
    offset = position.findtext(f"{_WP}posOffset")
    moved = position.findtext(f"{_WP}align") if offset is None else _twips(offset)
    return (str(position.tag), position.get("relativeFrom"), moved)


def _twips(text: str | None) -> Trait:
    try:
        return float(text or "") / _EMU_IN_A_TWIP
    except ValueError:
        return text


def as_written(element: _Element, target: Target) -> Trait:
    """An element with what is below it, without ids; relationships stand for what they point at."""
    attributes: list[Trait] = []
    for name, text in attributes_of(element):
        if name.startswith(f"{{{R}}}"):
            attributes.append((name, target(text)))
        elif QName(name).localname not in _IDS:
            attributes.append((name, text))
    below = (child for child in element if child.tag not in (_TEXT_BOX, _EXTENSIONS))
    return (
        str(element.tag),
        tuple(attributes),
        (element.text or "").strip(),
        tuple(as_written(child, target) for child in below),
    )
