"""Standard streams as they are found: missing, with few letters, on a full disk, or with nobody listening any more."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import AccessError


def steady() -> None:
    """Makes printing safe: letters that a console lacks become «?», and a stream that is not there swallows all."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - lives as long as we do
            continue
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def deafen() -> None:
    """Lets all further results go nowhere: whoever read them has stopped (as `| head` does), but the work goes on."""
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - lives as long as we do


def finish(code: int) -> int:
    """Delivers what is still buffered; the exit code is that of the work, or 5 when the results cannot be written."""
    results = sys.stdout
    try:
        results.flush()
    except BrokenPipeError:
        deafen()
    except OSError:
        deafen()
        sys.stderr.write("Svaret kan ikke skrives. Er disken full?\n")
        return max(code, AccessError.exit_code)
    return code
