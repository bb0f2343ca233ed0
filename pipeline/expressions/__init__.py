"""Everything that knows Jinja and docxtpl: one small, sandboxed language for templates, rules and conditions."""

from pipeline.expressions.compiled import PartFiller, compile_part
from pipeline.expressions.environment import Facts, MeetsGap
from pipeline.expressions.filters import WrongValue, plain
from pipeline.expressions.proof import Proof, proof_expression, proof_message, proof_tags
from pipeline.expressions.tags import Remark, find_tags

__all__ = [
    "Facts",
    "MeetsGap",
    "PartFiller",
    "Proof",
    "Remark",
    "WrongValue",
    "compile_part",
    "find_tags",
    "plain",
    "proof_expression",
    "proof_message",
    "proof_tags",
]
