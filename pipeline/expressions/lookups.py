"""Proofreading of `tabell("navn", dato)[nøkkel]`: is there such a table, with a date or without, and with such keys?

A table stands as a list of its keys, so that `in` can be asked of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jinja2 import nodes

from pipeline.expressions.kinds import ALIKE, computed
from pipeline.model import Field
from pipeline.tables import Table
from pipeline.wording import did_you_mean, quoted

if TYPE_CHECKING:
    from pipeline.expressions.reader import Expressions, Scope

FUNCTION = "tabell"


def table_called(reader: Expressions, node: nodes.Call, scope: Scope) -> Field | None:
    """The keys of the table that is asked for."""
    given = [reader.expression(argument, scope) for argument in node.args]
    name = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else None
    if not isinstance(name, str) or len(given) > 2 or node.kwargs or node.dyn_args or node.dyn_kwargs:
        hint = 'Skriv for eksempel tabell("oslo-bydeler").'
        reader.remark(node, "wrong-arguments", "tabell(…) skal ha et navn i anførselstegn og kan ha en dato", hint)
        return None
    table = _table(reader, node)
    if table is None:
        hint = did_you_mean(name, reader.tables) or f"Legg tabellen i tabeller/{name}.csv."
        reader.remark(node, "unknown-table", f"det er ingen tabell som heter {quoted(name)}", hint)
        return None
    if (table.valid_from is None) is (len(given) == 2):
        told = "uten dato" if table.valid_from is None else "for bestemte datoer"
        remedy = f'tabell("{name}")' if table.valid_from is None else f'tabell("{name}", dato)'
        reader.remark(node, "wrong-arguments", f"tabellen {quoted(name)} er {told}", f"Skriv {remedy}.")
    day = given[1] if len(given) == 2 else None
    if day is not None and ALIKE[day.kind] != "en dato":
        reader.remark(node, "wrong-arguments", f"tabell(…) kan ikke ta imot {ALIKE[day.kind]} som dato")
    return replace(computed("liste"), item=computed(table.keys))


def looked_up(reader: Expressions, node: nodes.Getitem, scope: Scope) -> Field | None:
    """What a table has for a key."""
    keys, asked = reader.expression(node.node, scope), reader.expression(node.arg, scope)
    table = _table(reader, node.node)
    if keys is None or keys.item is None or table is None:
        return None
    if asked is not None and ALIKE[asked.kind] != ALIKE[keys.item.kind]:
        message = f"nøklene i tabellen er {ALIKE[keys.item.kind]}, ikke {ALIKE[asked.kind]}"
        reader.remark(node, "wrong-comparison", message)
    return computed(table.values)


def _table(reader: Expressions, node: nodes.Node) -> Table | None:
    """A table of the name that a call asks for; those of other dates are alike."""
    called = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == FUNCTION
    first = node.args[0] if called and isinstance(node, nodes.Call) and node.args else None
    return reader.tables.get(str(first.value), (None,))[0] if isinstance(first, nodes.Const) else None
