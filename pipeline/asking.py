"""Expressions and messages in the template files, proofread against the vocabulary where they stand.

In: a record and one of its keys. Out: what the text asks for; what is wrong with it is noted at the key.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.expressions import NO_SCOPE, RULE_NAMES, Proof, Scope, proof_expression, proof_message
from pipeline.fields import Vocabulary
from pipeline.model import Each
from pipeline.records import Record
from pipeline.wording import quoted

_NOTHING = Proof((), frozenset())


def asked(record: Record, key: str, expression: str | None, vocabulary: Vocabulary, scope: Scope = NO_SCOPE) -> Proof:
    """What an expression asks for; nothing when there is none. `scope` has what a loop around it adds."""
    if not expression:
        return _NOTHING
    return _noted(record, key, proof_expression(expression, vocabulary.root, tables=vocabulary.tables, scope=scope))


def shown(record: Record, key: str, text: str | None, vocabulary: Vocabulary, scope: Scope = NO_SCOPE) -> Proof:
    """What a message shows."""
    return _noted(record, key, proof_message(text or "", vocabulary.root, tables=vocabulary.tables, scope=scope))


def asked_for_each(record: Record, vocabulary: Vocabulary) -> tuple[Each | None, Proof, Scope]:
    """The list that a rule is about every item of, and the name of the item: ``for_hver: person i intervju.panel``."""
    written = record.text("for_hver", None)
    if written is None:
        return None, _NOTHING, NO_SCOPE
    name, _, items = (part.strip() for part in written.partition(" i "))
    if not (items and name.isidentifier()):
        hint = "Skriv for eksempel «alternativ i lønn.alternativer»."
        record.fault("bad-loop", "«for_hver» skal være et navn, ordet «i» og en liste", hint, "for_hver")
        return None, _NOTHING, NO_SCOPE
    if name in vocabulary.root.members or name in RULE_NAMES:
        message = f"navnet {quoted(name)} er opptatt og kan ikke være navnet på et punkt i lista"
        record.fault("name-taken", message, "Velg et annet navn.", "for_hver")
    proof = asked(record, "for_hver", items, vocabulary)
    if proof.gives is not None and not (proof.gives.kind == "liste" and proof.gives.path):
        record.fault(
            "not-a-list", f"{quoted(items)} er ikke en liste i saken", "Velg et felt som er en liste.", "for_hver"
        )
    return Each(name, items), proof, {name: proof.gives.item if proof.gives is not None else None}


def refuse_the_clock(record: Record, severity: str | None, proofs: Iterable[Proof]) -> None:
    """A rule that asks for today may only be advice: a case that was fine must not fail because time goes by."""
    if severity in ("feil", "advarsel") and any("i_dag" in proof.names for proof in proofs):
        remedy = "Skriv «alvorlighet: råd». Ellers ville en sak som var i orden, bli feil bare fordi tiden går."
        record.fault("measured-against-today", "regler med i_dag kan bare være råd", remedy, "alvorlighet")


def _noted(record: Record, key: str, proof: Proof) -> Proof:
    for remark in proof.remarks:
        if not remark.warning:
            record.fault(remark.code, remark.message, remark.hint, key)
    return proof
