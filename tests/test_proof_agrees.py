"""Proofreading and filling agree: a template without faults can be filled with every case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from pipeline.case import load_case
from pipeline.expressions import find_tags, proof_tags
from pipeline.expressions.environment import environment
from pipeline.fields import load_fields
from pipeline.model import Case, Field
from tests.template_kit import CASE, FIELDS, root_of

# A field with a few ways to show it, and with the lines that a case may have for it.
FIELD_USES = {
    "stilling.kode": ("{{ stilling.kode }}", ("", "kode: K1", "kode: uavklart")),
    "stilling.slutt": ("{{ stilling.slutt | dato }}", ("", "slutt: 2028-01-01", "slutt: uavklart")),
    "stilling.form": ("{{ stilling.form | stor }}", ("form: fast", "form: midlertidig", "form: uavklart")),
    "stilling.varighet": ("{{ stilling.varighet }}", ("", "varighet: 6", "varighet: uavklart")),
    "stilling.prosent": ("{{ stilling.prosent | tall }}", ("prosent: 50", "prosent: 100", "prosent: uavklart")),
    "stilling.begrunnelse": ("{{ stilling.begrunnelse }}", ("", "begrunnelse: Fordi", "begrunnelse: uavklart")),
    "stilling.fora": ("{{ stilling.fora | liste }}", ("", "fora: [a, b]", "fora: uavklart")),
    "stilling.turnus": ("{% if stilling.turnus %}t{% endif %}", ("", "turnus: ja", "turnus: uavklart")),
}
QUESTIONS = st.sampled_from(
    [
        *(
            f"{path} is {test}"
            for path in FIELD_USES
            for test in ("oppgitt", "uavklart", "not oppgitt", "not uavklart")
        ),
        *FIELD_USES,
        "stilling.form == 'fast'",
        "stilling.form != 'fast'",
        "stilling.form in ['midlertidig']",
        "stilling.form not in ['midlertidig']",
        "stilling.prosent < 100",
        "stilling.prosent >= 100",
        "100 != stilling.prosent",
        "stilling.varighet > 3",
        "'a' not in stilling.fora",
        "stilling.fora | antall > 1",
    ]
)
TESTS = st.recursive(
    QUESTIONS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda test: f"not ({test})"),
    ),
    max_leaves=4,
)


def _chain(parts: tuple[str, str, str, str, str]) -> str:
    test, then, other, otherwise, last = parts
    return f"{{% if {test} %}}{then}{{% elif {other} %}}{otherwise}{{% else %}}{last}{{% endif %}}"


TEMPLATES = st.recursive(
    st.sampled_from([use for use, _ in FIELD_USES.values()]),
    lambda inner: st.one_of(
        st.tuples(TESTS, inner, TESTS, inner, inner).map(_chain),
        st.tuples(TESTS, inner).map(lambda parts: f"{{% if {parts[0]} %}}{parts[1]}{{% endif %}}"),
        st.tuples(inner, inner).map("".join),
        inner.map(lambda body: f"{{% for f in stilling.fora %}}{body}{{% endfor %}}"),
    ),
    max_leaves=5,
)
LINES = st.tuples(*(st.sampled_from(lines) for _, lines in FIELD_USES.values()))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Field:
    """Give the small vocabulary."""
    return root_of(tmp_path_factory.mktemp("felter"))


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[str, ...]], Case]:
    """Give a function that makes a case of some lines under «stilling»."""
    folder = tmp_path_factory.mktemp("saker")
    (folder / "felter.yaml").write_text(FIELDS, encoding="utf-8")
    vocabulary = load_fields(folder / "felter.yaml")

    def made(lines: tuple[str, ...]) -> Case:
        taken = ("prosent:", "form:")
        kept = [line for line in CASE.splitlines() if not line.strip().startswith(taken)]
        at = kept.index("stilling:") + 1
        text = "\n".join([*kept[:at], *(f"  {line}" for line in lines if line), *kept[at:]])
        (folder / "sak.yaml").write_text(text, encoding="utf-8")
        return load_case(folder / "sak.yaml", vocabulary)

    return made


@settings(max_examples=300, deadline=None)
@given(template=TEMPLATES, lines=LINES)
def test_what_passes_the_proofreading_can_be_filled(
    root: Field, cases: Callable[[tuple[str, ...]], Case], template: str, lines: tuple[str, ...]
) -> None:
    """A template without faults never fails on a case, whatever is missing in it and whatever nobody knows yet."""
    tags, broken = find_tags([template])
    faults = [remark for remark in proof_tags(tags, root).remarks if not remark.warning]
    assert not broken
    event("filled" if not faults else "refused")
    if not faults:
        environment(documents=True).from_string(template).render(cases(lines).values)
