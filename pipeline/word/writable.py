"""What forbids writing in a person's file: parts in, the reason in Norwegian out."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.word import opc
from pipeline.word.names import REL_ALT_CHUNK, REL_SETTINGS, REL_SIGNATURE, w
from pipeline.word.parse import parse

_PROTECTION, _ENFORCED = w("documentProtection"), w("enforcement")
_OFF = frozenset({"0", "false", "off"})


def obstacle(parts: Mapping[str, bytes]) -> str | None:
    """Why nothing may be written in the package: it is protected or signed, or holds another file that Word merges in.

    ECMA-376 part 1 §§ 17.15.1.29 and 17.17.2.1, part 2 § 10. Raises DocumentUnreadable.
    """
    if any(arrow.type.startswith(REL_SIGNATURE) for arrow in opc.relationships(parts)):
        return "dokumentet er signert digitalt"
    main = opc.main_part(parts)
    if any(arrow.type == REL_ALT_CHUNK for arrow in opc.relationships(parts, main)):
        return "dokumentet inneholder en annen fil som Word fletter inn når det åpnes"
    for part in opc.related(parts, main, REL_SETTINGS):
        for protection in parse(parts[part], part).iter(_PROTECTION):
            if protection.get(_ENFORCED, "0") not in _OFF:
                return "dokumentet er beskyttet mot endringer"
    return None
