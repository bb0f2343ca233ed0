"""A template is not a program: whatever reaches for Python is refused, and nothing of it runs."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.case import load_case
from pipeline.expressions import WrongValue, compile_part, find_tags, proof_tags
from pipeline.fields import load_fields
from pipeline.values import Group
from tests.template_kit import CASE, FIELDS, root_of

PAYLOADS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context.cycler.__init__.__globals__.os }}",
    "{{ stilling.__class__.__init__.__globals__ }}",
    "{{ stilling.tittel.__class__.__base__ }}",
    "{{ stilling['__class__'] }}",
    "{{ stilling.tittel | attr('__class__') }}",
    "{{ request.application.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ [].append.__self__ }}",
    "{{ '{0.__class__}'.format(stilling) }}",
    "{{ '%s' | format(stilling) }}",
    "{{ ().__class__.__bases__[0] }}",
    "{{ range(1000000000) | liste }}",
    "{{ 'x' * 1000000000 }}",
    "{{ dict(a=1) }}",
    "{% for x in stilling.__dict__ %}{{ x }}{% endfor %}",
    "{% set x = stilling._entries %}{{ x }}",
    "{% if stilling.tittel.encode('utf-8') %}x{% endif %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os.popen('id') }}",
    "{% from 'os' import popen %}",
    "{% extends 'x' %}",
    "{% macro f() %}{{ caller() }}{% endmacro %}",
    "{% raw %}{{ 1 }}{% endraw %}",
    "{{ loop.previtem }}",
    "{{ 10 ** 100000000 }}",
    "{{ debug() }}",
]


def case_values(folder: Path) -> Group:
    """The values of the complete case."""
    (folder / "felter.yaml").write_text(FIELDS, encoding="utf-8")
    (folder / "sak.yaml").write_text(CASE, encoding="utf-8")
    return load_case(folder / "sak.yaml", load_fields(folder / "felter.yaml")).values


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_passes_the_proofreading(tmp_path: Path, payload: str) -> None:
    """Whatever reaches for Python is refused before any document is made."""
    tags, broken = find_tags([payload])
    remarks = broken or proof_tags(tags, root_of(tmp_path)).remarks
    assert [remark for remark in remarks if not remark.warning]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_runs(tmp_path: Path, payload: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where nobody has proofread, filling refuses, or shows no more than what the template says itself."""
    ran: list[object] = []
    monkeypatch.setattr("os.popen", ran.append)
    made = ""
    with suppress(WrongValue):
        fill = compile_part(f"<w:t>{payload}</w:t>")
        made = "" if fill is None else fill(case_values(tmp_path))
    assert not ran
    assert re.sub("<[^>]*>", "", made) in ("", "{{ 1 }}")
