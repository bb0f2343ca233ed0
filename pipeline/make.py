"""The spine: one case file becomes checked Word documents, and nothing that a person wrote is lost.

The same six steps, in the same words, stand in the README and in what --verbose prints.
"""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

from pipeline.case import load_case
from pipeline.casename import shown_as
from pipeline.check import check
from pipeline.fill import fill
from pipeline.library import Library
from pipeline.merge import merge
from pipeline.report import Report
from pipeline.store import Store

log = logging.getLogger("make-docs")


def make_docs(case_file: Path, library: Library, store: Store, today: date) -> Report:
    """Makes, merges, checks and writes the documents of one case.

    Args:
        case_file: the case, a YAML file (DESIGN section 6).
        library: templates, specs, fields and rules.
        store: where documents and their state lie; a planning store writes nothing.
        today: the day that rules about dates are measured against.

    Raises:
        CaseError: the case cannot be used.
        TemplateError: a rule cannot be used.
    """
    log.info("1 leser saken %s", shown_as(case_file)[1])
    case = load_case(case_file, library.vocabulary)
    log.info("2 fyller malene")
    drafts = [fill(template, case) for template in library.templates]
    log.info("3 tar vare på det folk har skrevet")
    outcomes = [merge(draft, store.history(case, draft.document), today) for draft in drafts]
    log.info("4 kontrollerer dokumentene")
    checked = check(case, drafts, outcomes, library, today)
    log.info("5 ser hva som ville blitt skrevet") if store.planning else log.info("5 skriver det som er nytt")
    written = store.write(case, outcomes)
    log.info("6 forteller")
    return Report(case.name, case_file, written, checked.findings, checked.unassessed, titles=library.titles)
