"""Makes click speak Norwegian: its own words come from the catalogue under locale/, whatever the user's locale.

Click asks the standard library's gettext at the moment it needs a word, but some words (the help of ``--version``)
already when a command is declared. So the catalogue is chosen before the commands are.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"


def speak_norwegian() -> None:
    """Choose the Norwegian catalogue for gettext's default domain in this process, before commands are declared."""
    os.environ["LANGUAGE"] = "nb"  # gettext looks here before LC_ALL, LC_MESSAGES and LANG
    gettext.bindtextdomain("messages", str(_LOCALE))
    gettext.textdomain("messages")
