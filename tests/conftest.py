"""What all tests share: the outside programs (a test without them is skipped, but fails in CI), and golden texts."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from pipeline import library
from tests.office import Editor, bridge
from tests.rendering import Office

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the flag that rewrites the golden texts."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite tests/golden/ with what the tests now give")


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI") and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"Skipped, and nothing may be skipped in CI. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a skipped test fail in CI."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let a module that is skipped as a whole fail in CI."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.fixture(scope="session", autouse=True)
def _a_library_is_read_once() -> Generator[None]:
    """Let commands share what they read of equal template folders: it is frozen, and most of their time goes there."""
    read, known = library.load_library, dict[tuple[str, str], library.Library]()

    def load(folder: Path) -> library.Library:
        digest = hashlib.sha256()
        try:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                digest.update(f"{path}\0{path.stat().st_size}\0".encode() + path.read_bytes())
        except OSError:  # a test of what is said then
            return read(folder)
        key = (str(folder), digest.hexdigest())
        if key not in known:
            known[key] = read(folder)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "load_library", load)
        yield


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Give the folder of Word files from the world outside, which is not part of the repository."""
    folder = os.environ.get("MAKE_DOCS_CORPUS")
    if not folder:
        pytest.skip("MAKE_DOCS_CORPUS names no folder of Word files")
    return Path(folder)


@pytest.fixture(scope="session")
def validator() -> Path:
    """Give the program of the Open XML SDK validator."""
    program = os.environ.get("MAKE_DOCS_OOXML_VALIDATOR")
    if not program:
        pytest.skip("MAKE_DOCS_OOXML_VALIDATOR does not name the Open XML SDK validator (see CONTRIBUTING.md)")
    return Path(program)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Give LibreOffice and poppler, with a profile of their own."""
    soffice, pdftotext = shutil.which("soffice"), shutil.which("pdftotext")
    if soffice is None or pdftotext is None:
        pytest.skip("LibreOffice (soffice) or poppler (pdftotext) is not installed")
    return Office(soffice, pdftotext, tmp_path_factory.mktemp("office-profile"))


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Generator[Editor, None, None]:
    """Give LibreOffice as an editor of documents; one for all tests."""
    python = bridge()
    if python is None:
        pytest.skip("LibreOffice (soffice) or its bridge to Python (python3-uno) is not installed")
    with Editor(python, tmp_path_factory.mktemp("editor")) as opened:
        yield opened


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Give ``golden(name, text)``, which holds a text against tests/golden/name, or writes it with --update-goldens."""
    update = bool(request.config.getoption("--update-goldens"))

    def hold(name: str, text: str) -> None:
        file = GOLDEN / name
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_text(encoding="utf-8"), f"differs from {file}; --update-goldens rewrites it"

    return hold
