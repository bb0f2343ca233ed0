"""How the words look: contrast with what is behind them, size, distance between lines, and straight margins.

Contrast is that of WCAG 2.1 (1.4.3): at least 4.5:1, or 3:1 for large text (18 points, or 14 and bold). What is behind
is the run's own background, then the paragraph's, the cell's and the white page. Word stores the colour that a theme
gives beside the theme's name for it, and that is the one that counts; an automatic colour always shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml.etree import _Element

from pipeline.word.accessibility_page import Barrier, Page, Seen, Table, first
from pipeline.word.effective import PLAIN, TableLook
from pipeline.word.formatting import Said, Trait, shading
from pipeline.word.names import w
from pipeline.word.table_conditions import Grid, conditions, flags

_CELL, _SHADE = w("tc"), w("shd")
_LEAST, _LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 36, 28  # half points
_WORDS_OWN_SIZE = 20  # where no style says anything (ECMA-376 part 1 § 17.3.2.38)
_SMALLEST, _SMALLEST_BODY = 20, 22  # help text may be 10 points on purpose, running text should be 11
_LEAST_LINES = 240 * 0.3 * 1.1  # 1.15 with room for the percents that LibreOffice loses; `formatting` makes it coarse
_LONG = 100  # letters that surely take more than one line
_MOST_JUSTIFIED = 0.5
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
_PAGE = "FFFFFF"
_Look = Mapping[str, Trait]
_SEEN_IN_PARAGRAPH = frozenset(w(tag) for tag in ("shd", "spacing", "jc"))
_SEEN_IN_RUN = frozenset(w(tag) for tag in ("color", "sz", "b", "shd", "highlight", "rStyle"))


def look_barriers(page: Page) -> Iterator[Barrier]:
    """Words that are hard to see."""
    yield from _Looks(page).barriers()


class _Looks:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._cells = {cell: told for table in page.tables for cell, told in _cells(page, table)}
        self._known: dict[object, _Look] = {}
        self._styled: dict[object, Said] = {}
        self._faint: dict[tuple[int, str | None], float | None] = {}
        self._sizes: Counter[bool] = Counter()
        self._tight: Counter[bool] = Counter()
        self._justified: list[Seen] = []

    def barriers(self) -> Iterator[Barrier]:
        for one in self._page.paragraphs:
            if one.words:
                yield from self._paragraph(one)
        if self._sizes[True] > self._sizes[False]:
            yield Barrier("small-body", part=self._page.main)
        if self._tight[True] > self._tight[False]:
            yield Barrier("tight-lines", part=self._page.main)
        if self._justified:
            yield self._justified[0].barrier("justified", detail=str(len(self._justified)))

    def _paragraph(self, one: Seen) -> Iterator[Barrier]:
        cell = None if one.read.table is None else next(one.element.iterancestors(_CELL), None)
        table, behind = (PLAIN, _PAGE) if cell is None else self._cells.get(cell, (PLAIN, _PAGE))
        layers = self._layers(one, table)
        background = _colour(layers.get("shd")) if layers.get("shd") is not None else behind
        running = self._is_running(one)
        looks = [(self._run(properties, one.style, table), words) for properties, words in one.runs]
        faint = [ratio for look, _ in looks if (ratio := self._too_faint(look, background)) is not None]
        if faint:
            yield one.barrier("contrast", detail=f"{min(faint):.1f}".replace(".", ","))
        sizes = [(_size(look), len(words)) for look, words in looks]
        if running:
            for size, weight in sizes:
                self._sizes[size < _SMALLEST_BODY] += weight
            self._lines(one, layers)
        if one.read.part == self._page.main and any(size < _SMALLEST for size, _ in sizes):
            yield one.barrier("small-text", detail=f"{min(size for size, _ in sizes) / 2:g}".replace(".", ","))

    def _is_running(self, one: Seen) -> bool:
        return one.read.part == self._page.main and one.read.table is None and not one.read.level and not one.boxed

    def _lines(self, one: Seen, layers: Said) -> None:
        if len(one.words) < _LONG:
            return
        line = layers.get("line")
        if not (isinstance(line, tuple) and line[1] != "auto"):  # exact heights are measured against sizes: let be
            height = line[0] if isinstance(line, tuple) and isinstance(line[0], float) else 240 * 0.3
            self._tight[height < _LEAST_LINES] += len(one.words)
        if layers.get("jc") in ("both", "distribute"):
            self._justified.append(one)

    def _too_faint(self, look: _Look, background: str | None) -> float | None:
        key = (id(look), background)  # looks are kept in `_known`, each once
        if key not in self._faint:
            self._faint[key] = _too_faint(look, background)
        return self._faint[key]

    def _layers(self, one: Seen, table: TableLook) -> Said:
        """How a paragraph looks; most say nothing of their own that counts here, and look as their style does."""
        if one.properties is not None and any(each.tag in _SEEN_IN_PARAGRAPH for each in one.properties):
            return self._page.effective.paragraph(one.properties, table)
        key = (one.style, table.key)
        if key not in self._styled:
            self._styled[key] = self._page.effective.paragraph(one.properties, table)
        return self._styled[key]

    def _run(self, properties: _Element | None, style: str, table: TableLook) -> _Look:
        """How a run looks; the same for all runs that say the same."""
        own = (
            ()
            if properties is None
            else tuple((each.tag, *each.values()) for each in properties if each.tag in _SEEN_IN_RUN)
        )
        key = (style, table.key, own)
        if key not in self._known:
            trait = self._page.effective.run(properties, style, table)
            self._known[key] = {str(pair[0]): pair[1] for pair in trait if isinstance(pair, tuple)}  # type: ignore[union-attr]
        return self._known[key]


def _cells(page: Page, table: Table) -> Iterator[tuple[_Element, tuple[TableLook, str | None]]]:
    """For each cell what the table style says in it, and the colour behind it; None when nobody can tell."""
    properties = first(table.element, w("tblPr"))
    style = page.effective.style_of(properties, w("tblStyle"), "table")
    asked = flags(first(properties, w("tblLook")))
    whole = shading(first(properties, _SHADE))
    across = len(table.element.findall(f"{w('tblGrid')}/{w('gridCol')}"))
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            held = conditions(asked, Grid(number, len(table.rows), cell.column, cell.span, across))
            look = page.effective.table(style, held)
            fills = [first(each, _SHADE) for each in look.cell] + [first(cell.properties, _SHADE)]
            told = [shading(fill) for fill in fills if fill is not None]
            behind = told[-1] if told else whole
            yield cell.element, (look, _PAGE if behind is None else _colour(behind))


def _size(look: _Look) -> int:
    size = look.get("sz")
    return int(size) if isinstance(size, str) and size.isdecimal() else _WORDS_OWN_SIZE


def _too_faint(look: _Look, background: str | None) -> float | None:
    """The contrast of a run when it is too low."""
    colour, highlight, own = look.get("color"), look.get("highlight"), look.get("shd")
    if isinstance(highlight, str):
        background = _HIGHLIGHTS.get(highlight)
    elif own is not None:
        background = _colour(own)
    if not isinstance(colour, str) or background is None or _is_no_colour(colour):
        return None
    ratio = contrast(colour, background)
    large = _size(look) >= (_LARGE_BOLD if look.get("b") else _LARGE)
    return ratio if ratio < (_LEAST_LARGE if large else _LEAST) else None


def _colour(shade: Trait) -> str | None:
    """The colour of a background: its fill, its foreground when solid, or the mix of a pattern in per cent."""
    if isinstance(shade, str):
        return None if _is_no_colour(shade) else shade
    if not isinstance(shade, tuple) or len(shade) != 3:
        return None
    pattern, fill, front = (str(each) for each in shade)
    fill, front = _PAGE if fill == "AUTO" else fill, "000000" if front == "AUTO" else front
    if _is_no_colour(fill) or _is_no_colour(front):
        return None
    if pattern == "solid":
        return front
    share = int(pattern[3:]) / 100 if pattern.startswith("pct") and pattern[3:].isdecimal() else None
    return None if share is None else _mixed(front, fill, share)


def _mixed(front: str, back: str, share: float) -> str:
    pairs = zip(_channels(front), _channels(back), strict=True)
    return "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in pairs)


def _is_no_colour(text: str) -> bool:
    return len(text) != 6 or any(letter not in "0123456789ABCDEFabcdef" for letter in text)


@lru_cache(maxsize=256)
def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.1 defines it, 1 to 21; colours are written RRGGBB."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
