"""LibreOffice as an editor: a document in, what it saves out, also after accepting or rejecting all tracked changes.

One LibreOffice serves many documents, for starting is what takes time. Take it from the fixture ``editor``.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

_SERVER = Path(__file__).with_name("office_server.py")
_ACCEPT, _REJECT = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges"


def bridge() -> str | None:
    """Return the Python that has LibreOffice's bridge: the system's own, or the one that LibreOffice carries."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return None
    beside = Path(soffice).resolve().parent / "python"
    for python in (sys.executable, "/usr/bin/python3", str(beside)):
        if Path(python).exists():
            tried = subprocess.run([python, "-I", "-c", "import uno"], capture_output=True, check=False, timeout=60)
            if tried.returncode == 0:
                return python
    return None


class Editor:
    """LibreOffice, started at the first document, with a private profile; to be closed."""

    def __init__(self, python: str, folder: Path) -> None:
        self._python = python
        self._folder = folder
        self._soffice: subprocess.Popen[bytes] | None = None
        self._server: subprocess.Popen[str] | None = None
        self._served = 0

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def resave(self, content: bytes) -> bytes:
        """Return the document as LibreOffice saves it."""
        return self._edited(content, ())

    def accept_all(self, content: bytes) -> bytes:
        """Return the document after «Accept all», whoever the changes are by."""
        return self._edited(content, (_ACCEPT,))

    def reject_all(self, content: bytes) -> bytes:
        """Return the document after «Reject all», whoever the changes are by."""
        return self._edited(content, (_REJECT,))

    def close(self) -> None:
        """End LibreOffice."""
        if self._server is not None:
            try:
                self._server.communicate(timeout=20)
            except (subprocess.TimeoutExpired, ValueError, OSError):
                self._server.kill()
                self._server.wait()
        if self._soffice is not None:
            try:
                self._soffice.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(self._soffice.pid, signal.SIGKILL)  # the group that was started with it
                self._soffice.wait()
        self._server = self._soffice = None

    def _edited(self, content: bytes, commands: Sequence[str]) -> bytes:
        self._served += 1
        source = self._folder / f"{self._served}.docx"
        target = self._folder / f"{self._served}-saved.docx"
        source.write_bytes(content)
        server = self._started()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps({"from": str(source), "to": str(target), "commands": list(commands)}) + "\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        assert answer, "LibreOffice ended, or never began"
        error = json.loads(answer).get("error")
        assert error is None, f"{error} ({source})"
        return target.read_bytes()

    def _started(self) -> subprocess.Popen[str]:
        if self._server is None:
            address = f"pipe,name=make-docs-{uuid.uuid4().hex[:12]}"
            profile = (self._folder / "profile").as_uri()
            call = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", f"--accept={address};urp;"]
            self._soffice = subprocess.Popen(
                [*call, f"-env:UserInstallation={profile}"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._server = subprocess.Popen(
                [self._python, "-I", str(_SERVER), address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        return self._server
