"""Newer markup from one part to another: prefixes that values name, and what a part says that readers may skip.

Source: ECMA-376 part 3 §§ 7.2 (Ignorable) and 7.6 (Requires).
"""

from __future__ import annotations

from lxml.etree import QName, _Element, cleanup_namespaces

from pipeline.word.names import W14, mc

_IGNORABLE, _REQUIRES, _CHOICE, _FALLBACK = mc("Ignorable"), "Requires", mc("Choice"), mc("Fallback")
_ALTERNATE = mc("AlternateContent")
# What every Word since 2013 knows, so that nobody needs to be told to skip it.
_KNOWN = frozenset(
    {
        W14,
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
        "http://schemas.microsoft.com/office/word/2012/wordml",
    }
)


def settle_namespaces(element: _Element, source: _Element, target: _Element) -> None:
    """Make `element`, in place, fit the part with the root `target`; it came from the one with the root `source`.

    What the source lets a reader skip and the target does not is skipped here. A choice whose demand has no name in the
    target gives way to its fallback.
    """
    skipped = _ignorable(source) - _ignorable(target) - _KNOWN
    if skipped:
        _skip(element, skipped)
    names = {uri: prefix for prefix, uri in target.nsmap.items() if prefix is not None}
    for choice in list(element.iter(_CHOICE)):
        demands = [source.nsmap.get(prefix) or choice.nsmap.get(prefix) for prefix in choice.get(_REQUIRES, "").split()]
        renamed = [names.get(uri or "") for uri in demands]
        if all(renamed):
            choice.set(_REQUIRES, " ".join(filter(None, renamed)))
        else:
            _fall_back(choice)


def _ignorable(root: _Element) -> frozenset[str]:
    return frozenset(uri for prefix in root.get(_IGNORABLE, "").split() if (uri := root.nsmap.get(prefix)) is not None)


def _skip(element: _Element, namespaces: frozenset[str]) -> None:
    for each in list(element.iter()):
        for name in map(str, each.keys()):
            if QName(name).namespace in namespaces:
                del each.attrib[name]
        parent = each.getparent()
        if QName(each.tag).namespace in namespaces and parent is not None and each is not element:
            parent.remove(each)
    cleanup_namespaces(element)


def _fall_back(choice: _Element) -> None:
    """Take a choice away, and with the last one the alternative itself, whose fallback is what is left."""
    alternative = choice.getparent()
    if alternative is None or alternative.tag != _ALTERNATE:
        return
    alternative.remove(choice)
    parent = alternative.getparent()
    if parent is None or alternative.find(_CHOICE) is not None:
        return
    fallback = alternative.find(_FALLBACK)
    place = parent.index(alternative)
    for number, child in enumerate([] if fallback is None else list(fallback)):
        parent.insert(place + number, child)
    parent.remove(alternative)
