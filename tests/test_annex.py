"""The annex to the contract: what it says follows the service that the case is about."""

from __future__ import annotations

from tests.command import Workplace, workplace
from tests.outline import outline

__all__ = ["workplace"]

TODAY = "--date=2026-11-22"


def words(workplace: Workplace) -> str:
    """What the annex says."""
    workplace.make_docs("cases/bydel-x.yaml", "--only", "vedlegg-arbeidsavtale", TODAY)
    return outline(workplace.document("vedlegg-arbeidsavtale").read_bytes())


def test_the_child_welfare_is_not_told_to_report_to_itself(workplace: Workplace) -> None:
    """Who meets young people elsewhere may have to report; in the child welfare they tell their leader."""
    assert "barnevernet" not in words(workplace)
    workplace.edit_case("arbeider_med_under_18: nei", "arbeider_med_under_18: ja")
    assert "kan du ha plikt til å melde fra til barnevernet" in words(workplace)
    workplace.edit_case("tjenestelov: helse_og_omsorgstjenesteloven", "tjenestelov: barnevernsloven")
    text = words(workplace)
    assert "sier du fra til lederen din med en gang" in text
    assert "barnevernet" not in text
