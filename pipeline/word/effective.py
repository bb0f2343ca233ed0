"""How things look in the end: what all the layers of styles say, and direct formatting on top.

Editors write the same look in different places (LibreOffice copies what styles say into the paragraphs of a table), so
documents can only be compared by what comes out at the end (ECMA-376 part 1 § 17.7.2). In: the style, numbering and
theme parts, then sets of properties. Out: sorted pairs of what differs from nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.word.formatting import Said, Trait, said, toggles, value
from pipeline.word.listlabels import ListLabels
from pipeline.word.names import w

_PPR, _RPR, _TCPR, _TBLPR = w("pPr"), w("rPr"), w("tcPr"), w("tblPr")
_PARAGRAPH_STYLE, _RUN_STYLE, _BASED_ON = w("pStyle"), w("rStyle"), w("basedOn")
_DEEPEST = 40
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    kind: str
    based_on: str | None
    element: _Element


@dataclass(frozen=True, slots=True)
class TableLook:
    """What a table style says for one cell: for its paragraphs and their text, and the cell's properties."""

    paragraph: Said = field(default_factory=dict)
    run: Said = field(default_factory=dict)
    cell: tuple[_Element, ...] = ()
    key: tuple[str, ...] = ()


PLAIN = TableLook()


class Effective:
    """The styles of one document, asked for what comes out of them."""

    def __init__(self, styles: _Element | None, fonts: Mapping[str, str], levels: ListLabels | None = None) -> None:
        self._fonts = fonts
        self._levels = levels
        self._styles: dict[str, _Style] = {}
        self._default: dict[str, str] = {}
        self._cached: dict[tuple[str, ...], Said] = {}
        self._tables: dict[tuple[str, ...], TableLook] = {}
        defaults = None if styles is None else styles.find(w("docDefaults"))
        self.default_run = None if defaults is None else defaults.find(f"{w('rPrDefault')}/{_RPR}")
        self._run_defaults = self._default_of(defaults, "rPrDefault", _RPR)
        self._paragraph_defaults = self._default_of(defaults, "pPrDefault", _PPR)
        for style in () if styles is None else styles.iterchildren(w("style")):
            self._learn(style)

    def _default_of(self, defaults: _Element | None, where: str, what: str) -> Said:
        return said(None if defaults is None else defaults.find(f"{w(where)}/{what}"), self._fonts)

    def _learn(self, style: _Element) -> None:
        identity, kind = style.get(w("styleId"), ""), style.get(w("type"), "paragraph")
        name = (value(style.find(w("name"))) or identity).partition(",")[0].strip().casefold()
        self._styles[identity] = _Style(name, kind, value(style.find(_BASED_ON)), style)
        if style.get(w("default"), "0") in ("1", "true", "on"):
            self._default[kind] = identity

    # --- names and chains ---------------------------------------------------------------------------------------

    def style_of(self, properties: _Element | None, tag: str, kind: str) -> str:
        """The id of the style that properties choose with the element `tag`, or that holds when they choose none."""
        chosen = None if properties is None else value(properties.find(tag))
        return chosen if chosen in self._styles else self._default.get(kind, "")

    def name(self, style: str) -> str:
        """The casefolded name of a style; its id when it is unknown, empty for the default character style."""
        known = self._styles.get(style)
        if known is None:
            return style.casefold()
        return "" if known.name == "default paragraph font" else known.name

    def chain(self, style: str) -> list[_Element]:
        """The style and what it is based on, farthest first."""
        chain: list[_Element] = []
        following: str | None = style
        while following in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[following].element)
            following = self._styles[following].based_on
        return chain[::-1]

    def _said_by_style(self, style: str, tag: str) -> Said:
        key = (style, tag)
        found = self._cached.get(key)
        if found is None:
            found = {}
            for each in self.chain(style):
                found.update(self._with_list_indents(said(each.find(tag), self._fonts), found))
            self._cached[key] = found
        return found

    def _with_list_indents(self, own: Said, below: Said) -> Said:
        """A list's level gives its indents where the list is chosen, and indents said there go before them."""
        if self._levels is None or not ("numId" in own or "ilvl" in own):
            return own
        number, level = own.get("numId", below.get("numId")), own.get("ilvl", below.get("ilvl", "0"))
        properties = self._levels.properties(str(number), str(level))
        return {**{name: say for name, say in said(properties, self._fonts).items() if name.startswith("ind-")}, **own}

    def said(self, properties: _Element | None) -> Said:
        """What properties say that stand in no layer, such as those of list labels."""
        return said(properties, self._fonts)

    # --- what comes out -----------------------------------------------------------------------------------------

    def paragraph(self, properties: _Element | None, table: TableLook = PLAIN) -> Said:
        """How a paragraph with these ``w:pPr`` looks, its list included (``numId`` and ``ilvl``)."""
        style = self._said_by_style(self.style_of(properties, _PARAGRAPH_STYLE, "paragraph"), _PPR)
        layers = {**self._paragraph_defaults, **table.paragraph, **style}
        own = said(properties, self._fonts)
        layers.update(self._with_list_indents(own, layers))
        return layers

    def run(self, properties: _Element | None, paragraph_style: str, table: TableLook = PLAIN) -> Trait:
        """How characters with these ``w:rPr`` look in a paragraph of this style."""
        run_style = "" if properties is None else value(properties.find(_RUN_STYLE)) or ""
        layers = self._below(paragraph_style, run_style, table)
        if properties is None or not len(properties):
            return _sorted(layers)
        return _sorted({**layers, **said(properties, self._fonts)})

    def _below(self, paragraph_style: str, run_style: str, table: TableLook) -> Said:
        key = ("run", paragraph_style, run_style, *table.key)
        found = self._cached.get(key)
        if found is None:
            style = self._said_by_style(paragraph_style, _RPR)
            character = self._said_by_style(run_style, _RPR)
            found = {**self._run_defaults, **table.run, **style, **character}
            for toggle in toggles() & found.keys():
                on = sum(bool(layer.get(toggle)) for layer in (table.run, style, character))
                found[toggle] = int(bool(self._run_defaults.get(toggle)) or on % 2 == 1)
            if run_style:
                found["style"] = self.name(run_style) or None
            self._cached[key] = found
        return found

    def table(self, style: str, conditions: Iterable[str]) -> TableLook:
        """What a table style says for a cell under these conditions, weakest first (ECMA-376 part 1 § 17.7.6)."""
        key = (style, *conditions)
        if key in self._tables:
            return self._tables[key]
        run, paragraph, cells = Said(), Said(), list[_Element]()
        for source in self._conditional(style, key[1:]):
            run.update(said(source.find(_RPR), self._fonts))
            paragraph.update(said(source.find(_PPR), self._fonts))
            cell = source.find(_TCPR)
            if cell is not None:
                cells.append(cell)
        self._tables[key] = TableLook(paragraph, run, tuple(cells), key)
        return self._tables[key]

    def _conditional(self, style: str, conditions: tuple[str, ...]) -> Iterator[_Element]:
        chain = self.chain(style)
        yield from chain
        for condition in conditions:
            for each in chain:
                yield from (part for part in each.iterchildren(w("tblStylePr")) if part.get(w("type")) == condition)


def shown(layers: Said) -> Trait:
    """What is left of layers when nothing and «no» say the same."""
    return _sorted(layers)


def _sorted(layers: Said) -> Trait:
    return tuple(sorted(((name, say) for name, say in layers.items() if say not in (None, 0)), key=_name))


def _name(pair: tuple[str, Trait]) -> str:
    return pair[0]


def theme_fonts(theme: _Element | None) -> dict[str, str]:
    """The Latin fonts of a theme by their role in ``w:rFonts`` (ECMA-376 part 1 § 17.18.96)."""
    found: dict[str, str] = {}
    for role, tag in (("major", "majorFont"), ("minor", "minorFont")):
        font = None if theme is None else next(theme.iter(f"{_A}{tag}"), None)
        latin = None if font is None else font.find(f"{_A}latin")
        if latin is not None and latin.get("typeface"):
            found |= {f"{role}{script}": latin.get("typeface", "") for script in ("HAnsi", "Ascii")}
    return found
