"""The built wheel is the whole product: it works outside a checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _call(*call: str | Path, folder: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    clean["PYTHONUTF8"] = "1"
    run = subprocess.run(call, cwd=folder, env=clean, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert run.returncode == 0, f"{run.stdout}{run.stderr}"
    return run.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the wheel, built without a network by the build tool that is one of the test dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    _call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_carries_what_the_command_reads(wheel: Path) -> None:
    """Every template, spec and rule file travels in the wheel, with the Norwegian catalogue and the licence."""
    names = set(zipfile.ZipFile(wheel).namelist())
    sources = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*")}
    lying_about = {name for name in sources if name.rpartition("/")[2].startswith(("~$", ".~lock", "."))}
    assert {name.removeprefix("pipeline/_templates/") for name in names if "/_templates/" in name} - lying_about == (
        sources - lying_about
    )
    assert "felter.yaml" in sources
    assert "pipeline/locale/nb/LC_MESSAGES/messages.mo" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "cases/", "output/"))]


def test_command_from_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Installed from the wheel in a fresh environment, make-docs makes the six documents in a folder of its own."""
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True, symlinks=os.name != "nt")
    paths = sysconfig.get_paths("venv", vars={"base": str(environment), "platbase": str(environment)})
    # The dependencies are borrowed from the environment that runs the tests; the project itself is not.
    borrowed = sysconfig.get_path("purelib")
    Path(paths["purelib"], "borrowed.pth").write_text(borrowed, encoding="utf-8")
    python = Path(paths["scripts"], "python")
    _call(python, "-m", "pip", "install", "--no-deps", "--no-index", wheel, folder=tmp_path)

    case = tmp_path / "work" / "cases" / "bydel-x.yaml"
    case.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "cases" / "bydel-x.yaml", case)
    work = case.parent.parent
    where = _call(python, "-c", "import pipeline; print(pipeline.__file__)", folder=work).strip()
    assert Path(where).is_relative_to(environment)
    assert _call(Path(paths["scripts"], "make-docs"), "--version", folder=work).strip()
    _call(Path(paths["scripts"], "make-docs"), Path("cases", "bydel-x.yaml"), folder=work)
    made = {path.stem for path in (work / "output" / "bydel-x").glob("*.docx")}
    assert made == {path.stem for path in (ROOT / "templates").glob("*.docx")}
