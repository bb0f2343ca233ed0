"""Everything that knows Jinja and docxtpl: one small, sandboxed language for templates, rules and conditions."""

from pipeline.expressions.compiled import PartFiller, compile_part
from pipeline.expressions.environment import Facts, MeetsGap
from pipeline.expressions.filters import WrongValue, plain
from pipeline.expressions.kinds import RULE_NAMES
from pipeline.expressions.proof import NO_SCOPE, Proof, proof_expression, proof_message, proof_tags
from pipeline.expressions.reader import Scope
from pipeline.expressions.tags import Remark, find_tags

__all__ = [
    "NO_SCOPE",
    "RULE_NAMES",
    "Facts",
    "MeetsGap",
    "PartFiller",
    "Proof",
    "Remark",
    "Scope",
    "WrongValue",
    "compile_part",
    "find_tags",
    "plain",
    "proof_expression",
    "proof_message",
    "proof_tags",
]
