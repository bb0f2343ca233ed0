"""Runs under the Python that has LibreOffice's bridge (`uno`): opens, resolves and saves documents on request.

Started by ``tests/office.py`` with the address of a LibreOffice. Reads requests as lines of JSON on stdin (``from``,
``to``, ``commands``) and answers each with a line: ``{}``, or ``{"error": …}``. Ends LibreOffice when stdin ends.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

_DOCX = "MS Word 2007 XML"
_START = 90  # seconds


def _connect(address: str) -> Any:
    import uno  # type: ignore[import-not-found]

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(_START * 5):
        try:
            return resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 -- the bridge has no classes before it is connected
            time.sleep(0.2)
    raise TimeoutError(f"LibreOffice did not answer in {_START} s")


def _property(name: str, value: object) -> Any:
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _work(context: Any, request: dict[str, Any]) -> None:
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    source, target = Path(request["from"]), Path(request["to"])
    document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (_property("Hidden", True),))
    if document is None:
        raise ValueError("LibreOffice cannot read it")
    try:
        dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        for command in request["commands"]:
            frame = document.getCurrentController().getFrame()
            dispatcher.executeDispatch(frame, command, "", 0, ())
        document.storeToURL(target.as_uri(), (_property("FilterName", _DOCX),))
    finally:
        document.close(True)


def main(address: str) -> None:
    """Serve until stdin ends."""
    context = _connect(address)
    for line in sys.stdin:
        try:
            _work(context, json.loads(line))
            answer = {}
        except Exception as error:  # noqa: BLE001 -- whatever goes wrong is told to the test
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    desktop.terminate()


if __name__ == "__main__":
    main(sys.argv[1])
