"""Many cases in one run: each by itself, so that one that fails does not stop the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from pipeline.casename import shown_as
from pipeline.errors import MakeDocsError
from pipeline.library import Library
from pipeline.make import make_docs
from pipeline.report import Report
from pipeline.store import Store


def make_all(cases: Iterable[Path], library: Library, store: Store, today: date) -> Iterator[Report]:
    """Makes the documents of each case and tells what happened, one report a case."""
    for case_file in cases:
        try:
            yield make_docs(case_file, library, store, today)
        except MakeDocsError as error:
            yield Report(*shown_as(case_file), errors=error.faults, fault_code=error.exit_code)
