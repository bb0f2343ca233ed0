"""Phrases that end in a full stop get advice; sentences, abbreviations and longer texts do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check.forms import check_forms
from tests.vocabulary import case_of, vocabulary_of

FIELDS = """
felter:
  stilling:
    type: gruppe
    tittel: stillingen
    felter:
      team: {type: tekst, tittel: team, form: ledd}
      formål: {type: tekst, tittel: formål, form: setning}
      fora: {type: liste, tittel: fora, element: {type: tekst, form: punkt}}
"""


@pytest.mark.parametrize(
    ("case", "fields"),
    [
        ("team: Team Øst.", ["stilling.team"]),
        ("team: Team Øst", []),
        ("team: leger, sykepleiere osv.", []),
        ("team: to team m.m.", []),
        ("team: Vi er åtte. Alle hjelper.", []),
        ("formål: Vi vil hjelpe flere.", []),
        ("fora: [teammøte, fagmøte.]", ["stilling.fora[2]"]),
    ],
)
def test_a_phrase_does_not_end_in_a_full_stop(tmp_path: Path, case: str, fields: list[str]) -> None:
    """The finding is advice and names the field and the line; the text itself stays as it is."""
    vocabulary = vocabulary_of(tmp_path, FIELDS)
    findings = check_forms(case_of(tmp_path, f"stilling:\n  {case}\n", vocabulary), vocabulary)
    assert [finding.field for finding in findings] == fields
    assert {finding.severity for finding in findings} <= {"advice"}
    assert all("linje 2" in str(finding.hint) for finding in findings)
