"""An operating system that fails: the n-th call, once or from then on, whatever the call is."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = ("replace", "unlink", "mkdir", "chmod", "fsync", "open", "stat", "scandir")


class Killed(BaseException):
    """The process is gone: nothing that it would have done afterwards happens."""


class Trouble:
    """Counts calls to the operating system and lets the one with the number `when` fail, `lasting` all after it too."""

    def __init__(self, when: int, error: Callable[[], BaseException], *, lasting: bool = False) -> None:
        self.when = when
        self.error = error
        self.lasting = lasting
        self.calls = 0

    @property
    def struck(self) -> bool:
        """Whether the failing call was reached."""
        return self.calls >= self.when

    def strike(self) -> None:
        """Count one call, and fail when it is the one."""
        self.calls += 1
        if self.calls == self.when or (self.lasting and self.calls > self.when):
            raise self.error()


class _File:
    """A file that may fail before, midway in and after writing; it holds what was written until then."""

    def __init__(self, file: Any, trouble: Trouble) -> None:
        self._file = file
        self._trouble = trouble

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._trouble.strike()

    def write(self, content: bytes) -> None:
        """Write half, and the other half."""
        self._trouble.strike()
        self._file.write(content[: len(content) // 2])
        self._trouble.strike()
        self._file.write(content[len(content) // 2 :])

    def flush(self) -> None:
        """Flush."""
        self._trouble.strike()
        self._file.flush()

    def fileno(self) -> int:
        """Return the number of the open file."""
        return int(self._file.fileno())


@contextmanager
def troubled(trouble: Trouble) -> Iterator[None]:
    """Let the operating system be `trouble` for a while."""

    def failing(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **options: Any) -> Any:
            trouble.strike()
            return call(*args, **options)

        return wrapped

    real_open = io.open

    def opened(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        trouble.strike()
        stream = real_open(file, mode, *args, **options)
        return stream if "r" in mode else _File(stream, trouble)

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, failing(getattr(os, name)))
        patch.setattr(io, "open", opened)
        yield
