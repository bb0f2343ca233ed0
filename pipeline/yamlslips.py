"""The common YAML slips: lines and the place where the parser gave up in, guesses with their remedies out.

A guess says what is wrong in words for people who have never heard of YAML, and how the line should have been. The
surest come first; whether one holds is tried by its caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.wording import quoted

_KEY = r"[^\W\d_][\w-]*"
_LINE = re.compile(
    r"(?P<indent>[ \t\u00a0]*)(?P<dashes>(?:-[ \t]+)*)"
    rf"(?:(?P<key>{_KEY}|\"[^\"]*\"|'[^']*')[ ]*:(?:[ \t]+|$))?(?P<value>.*)"
)
_SPECIAL = frozenset("%@`*&!>|]},")
_QUOTE_IT = "Sett anførselstegn rundt hele verdien: {}."


@dataclass(frozen=True, slots=True)
class Slip:
    """A guess: what is wrong at `line` and `column`, and `lines` as they should have been; all count from 0.

    One that is `sure` is told even when its remedy is not enough to read on.
    """

    line: int
    column: int
    message: str
    hint: str
    lines: dict[int, str]
    sure: bool = False


def guesses(lines: list[str], where: int, context: int) -> Iterator[Slip]:
    """What may be wrong when the parser gave up at line `where` in something that began at line `context`."""
    above = next((number for number in range(where - 1, -1, -1) if _says_something(lines[number])), None)
    yield from _tabs(lines, where)
    near = [where] if above is None else [where, above]
    for number in near:
        yield from _bullet(lines, number)
        yield from _missing_space(lines, number)
        yield from _loose_text(lines, number)
        yield from _missing_colon(lines, number, where)
    yield from _special_start(lines, where)
    yield from _backslash(lines, where)
    for number in _open_lines(context, where):
        yield from _unclosed(lines, number)
    for number in near:
        yield from _after_the_end(lines, number)
    yield from _indentation(lines, where, above)
    for number in near:
        yield from _colon_in_value(lines, number)
    if above is not None:
        yield from _list_under_value(lines, where, above)


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _open_lines(context: int, where: int) -> list[int]:
    """The lines where something may have been opened, from the one that the parser names."""
    first = min(context, where)
    return [first, *range(max(first + 1, where - 200), where + 1)]


def _parts(line: str) -> tuple[str, str, str]:
    """What stands before the value, the value, and a comment after it."""
    match = _LINE.match(line)
    assert match is not None  # every part may be empty
    value = match["value"]
    comment = re.search(r"(?<![ \t])[ \t]+#(?:\s.*)?$", value)
    cut = comment.start() if comment and value[:1] not in {'"', "'"} else len(value.rstrip())
    return line[: match.start("value")], value[:cut], value[cut:]


def _tabs(lines: list[str], where: int) -> Iterator[Slip]:
    """All the lines with a tab (or a hard space) in their indentation are mended together, told by the first."""
    width = _indent_step(lines)
    for odd, name in (("\t", "tabulator"), ("\u00a0", "hardt mellomrom")):
        mended = {}
        for number, line in enumerate(lines):
            indent = line[: len(line) - len(line.lstrip(" \t\u00a0"))]
            if odd in indent:
                mended[number] = indent.replace("\t", " " * width).replace("\u00a0", " ") + line[len(indent) :]
        if mended and min(mended) <= where:
            others = [str(number + 1) for number in mended][1:6]
            also = f" (også linje {', '.join(others)}{' …' if len(mended) > 6 else ''})" if others else ""
            first = min(mended)
            hint = f"Bruk vanlige mellomrom, {width} for hvert nivå."
            message = f"linja er rykket inn med {name}{also}"
            yield Slip(first, lines[first].index(odd), message, hint, mended, sure=where in mended)
    before, value, _ = _parts(lines[where])
    if "\t" in before.lstrip():
        line = lines[where]
        message = "tabulator mellom nøkkel og verdi"
        yield Slip(where, line.index("\t"), message, "Bruk ett mellomrom.", {where: before.replace("\t", " ") + value})


def _indent_step(lines: list[str]) -> int:
    indents = (len(line) - len(line.lstrip(" ")) for line in lines if _says_something(line))
    return min((indent for indent in indents if indent), default=2)


def _bullet(lines: list[str], number: int) -> Iterator[Slip]:
    line = lines[number]
    if match := re.match(r"( *)([*•·–—])[ \t]+(?=\S)", line):
        message = f"listepunktet begynner med «{match[2]}»"
        mended = f"{match[1]}- {line[match.end() :]}"
        yield Slip(number, match.start(2), message, "Bruk bindestrek og mellomrom: «- ».", {number: mended})
    if match := re.match(r"( *(?:- +)*)-(?=[^\s\-])", line):
        mended = f"{match[0]} {line[match.end() :]}"
        yield Slip(number, match.end() - 1, "mellomrom mangler etter bindestreken", "Skriv «- ».", {number: mended})
    if match := re.match(rf"( *(?:- +)?{_KEY}:) +- +(\S.*)$", line):
        message = "et listepunkt kan ikke stå på samme linje som nøkkelen"
        hint = "Skriv hvert punkt på sin egen linje, med «- » foran. Er det ikke en liste, så fjern bindestreken."
        mended = f"{match[1]} [{_in_quotes(match[2])}]"
        yield Slip(number, match.end(1) + 1, message, hint, {number: mended})


def _missing_space(lines: list[str], number: int) -> Iterator[Slip]:
    if match := re.match(rf" *(?:- +)*({_KEY}):(?=[^\s:/])", lines[number]):
        line = lines[number]
        mended = f"{line[: match.end()]} {line[match.end() :]}"
        message = f"mellomrom mangler etter kolonet i {quoted(match[1] + ':')}"
        yield Slip(number, match.end() - 1, message, f"Skriv {quoted(match[1] + ': …')}.", {number: mended})


def _loose_text(lines: list[str], number: int) -> Iterator[Slip]:
    """Text over several lines whose later lines begin as far left as the keys do."""
    first = number
    while first > 0 and lines[first].strip() and not _has_key(lines[first]):
        first -= 1
    key = _LINE.match(lines[first])
    loose = range(first + 1, number + 1)
    if key and _has_key(lines[first]) and any(len(lines[each].split()) > 3 for each in loose):
        indent = " " * (len(key["indent"]) + len(key["dashes"]) + 2)
        hint = "Skriv hele teksten på én linje, eller rykk linja lenger inn enn nøkkelen."
        message = f"linja ser ut som en del av teksten på linje {first + 1}"
        yield Slip(first + 1, 0, message, hint, {each: indent + lines[each].strip() for each in loose})


def _has_key(line: str) -> bool:
    match = _LINE.match(line)
    return match is not None and bool(match["key"] or match["dashes"])


def _missing_colon(lines: list[str], number: int, where: int) -> Iterator[Slip]:
    if match := re.match(rf" *(?:- +)*({_KEY})(?= |$)(?!.*:(?: |$))", lines[number]):
        line = lines[number]
        mended = f"{line[: match.end()]}:{line[match.end() :]}"
        slip_is_above = number != where and line.strip() != match[1]
        message = f"kolon mangler etter {quoted(match[1])}"
        hint = f"Skriv {quoted(match[1] + ':')}."
        if slip_is_above:  # the words may also be the end of a text over several lines
            hint += " Er linja en del av teksten over, så sett anførselstegn rundt hele teksten."
        yield Slip(number, match.end() - 1, message, hint, {number: mended})


def _special_start(lines: list[str], where: int) -> Iterator[Slip]:
    before, value, comment = _parts(lines[where])
    if value[:1] in _SPECIAL:
        shown = _in_quotes(value)
        message = f"verdien begynner med «{value[0]}», som betyr noe eget i YAML"
        mended = before + shown + comment
        yield Slip(where, len(before), message, _QUOTE_IT.format(quoted(shown)), {where: mended})
    for match in re.finditer(r"(?<=[\[{,:])( *)([%@`*&!|>][^,\]}]*)", lines[where]):
        line = lines[where]
        mended = f"{line[: match.start(2)]}{_in_quotes(match[2].rstrip())}{line[match.end() :]}"
        message = f"verdien begynner med «{match[2][0]}», som betyr noe eget i YAML"
        hint = _QUOTE_IT.format(quoted(_in_quotes(match[2].rstrip())))
        yield Slip(where, match.start(2), message, hint, {where: mended})


def _backslash(lines: list[str], where: int) -> Iterator[Slip]:
    if (column := lines[where].find("\\")) >= 0:
        message = "skråstreken «\\» betyr noe eget mellom doble anførselstegn"
        hint = "Skriv den to ganger («\\\\»), eller bruk enkle anførselstegn rundt verdien."
        yield Slip(where, column, message, hint, {where: re.sub(r"\\", r"\\\\", lines[where])})


def _unclosed(lines: list[str], number: int) -> Iterator[Slip]:
    line = lines[number]
    before, value, comment = _parts(line)
    for quote, other in (('"', "'"), ("'", '"')):
        if line.count(quote) % 2 and (quote == '"' or value.startswith("'") or other not in line):
            column = line.index(quote)
            hint = f"Sett {quote} på slutten av verdien."
            message = "anførselstegnet blir aldri lukket"
            yield Slip(number, column, message, hint, {number: line.rstrip() + quote})
            for closing in ("]", "}"):
                if line.rstrip().endswith(closing):
                    yield Slip(number, column, message, hint, {number: line.rstrip()[:-1] + quote + closing})
    for opening, closing in (("[", "]"), ("{", "}")):
        missing = value.count(opening) - value.count(closing)
        if missing > 0:
            mended = before + value + closing * missing + comment
            hint = f"Sett «{closing}» på slutten. Begynner en tekst med «{opening}», så sett anførselstegn rundt den."
            message = f"klammen «{opening}» blir aldri lukket"
            yield Slip(number, line.index(opening, len(before)), message, hint, {number: mended})


def _after_the_end(lines: list[str], number: int) -> Iterator[Slip]:
    before, value, _ = _parts(lines[number])
    quote = value[:1]
    if quote in {'"', "'"} and len(value) > 1:
        inner = value[1:-1] if value.endswith(quote) else value[1:]
        mended = before + _in_quotes(inner.replace('"', "”"))
        message = "teksten fortsetter etter anførselstegnet som lukker den"
        hint = "Sett anførselstegn bare ytterst, og bruk «» inne i teksten."
        yield Slip(number, len(before), message, hint, {number: mended})
    if match := re.match(r"\[[^\[\]]*\]|\{[^{}]*\}", value):
        message = f"det står noe etter klammen «{match[0][-1]}»"
        hint = "Slett det, eller flytt det inn i klammene. Er alt én tekst, så sett anførselstegn rundt den."
        yield Slip(number, len(before) + match.end(), message, hint, {number: before + match[0]})


def _indentation(lines: list[str], where: int, above: int | None) -> Iterator[Slip]:
    """Too far in or out: try the places where the lines above begin, the nearest line first."""
    if above is None:
        return
    line = lines[where]
    own = len(line) - len(line.lstrip(" "))
    if not (re.match(rf" *(?:- +)*(?:{_KEY}|\"[^\"]*\") *:(?: |$)", line) or line.lstrip().startswith("- ")):
        return
    for indent in _indents_above(lines, above):
        if indent != own:
            message = f"linja er rykket inn {_spaces(own)}, men skulle trolig hatt {_spaces(indent)}"
            hint = "Felter som hører sammen, begynner like langt inn."
            yield Slip(where, own, message, hint, {where: " " * indent + line.lstrip(" ")})


def _indents_above(lines: list[str], above: int) -> list[int]:
    indents: list[int] = []
    for number in range(above, max(above - 60, -1), -1):
        match = _LINE.match(lines[number])
        if match and _says_something(lines[number]):
            for indent in (len(match["indent"]) + len(match["dashes"]), len(match["indent"])):
                if indent not in indents:
                    indents.append(indent)
    return indents


def _spaces(count: int) -> str:
    return "null mellomrom" if count == 0 else "ett mellomrom" if count == 1 else f"{count} mellomrom"


def _colon_in_value(lines: list[str], number: int) -> Iterator[Slip]:
    line = lines[number]
    before, value, comment = _parts(line)
    if re.search(r":(?: |$)", value) and value[:1] not in {'"', "'"}:
        message = "verdien har et kolon med mellomrom etter"
        hint = "Sett anførselstegn rundt hele verdien."
        mended = before + _in_quotes(value) + comment
        yield Slip(number, len(before) + value.index(":"), message, hint, {number: mended})
        for match in re.finditer(r"(: |,|\[)([^,:\]}\[{\"']+: [^,\]}]*)", line):
            mended = f"{line[: match.start(2)]}{_in_quotes(match[2])}{line[match.end() :]}"
            column = match.end(2) - len(match[2].lstrip())
            yield Slip(number, column, message, hint, {number: mended})


def _list_under_value(lines: list[str], where: int, above: int) -> Iterator[Slip]:
    before, value, _ = _parts(lines[above])
    if lines[where].lstrip().startswith("- ") and value and before.rstrip().endswith(":"):
        message = "en liste kan ikke begynne under et felt som alt har en verdi"
        hint = f"Fjern verdien på linje {above + 1}, eller skriv den som et punkt i lista."
        yield Slip(where, lines[where].index("-"), message, hint, {above: before})


def _in_quotes(value: str) -> str:
    escaped = value.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
