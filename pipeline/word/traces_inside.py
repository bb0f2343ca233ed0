"""What stands inside the parts of a template about those who edited it: a root in, changed in place.

Changes that they tracked are accepted (ECMA-376 part 1 § 17.13.5). Variables that macros keep (§ 17.15.1.30), the
numbers of editing sessions (§ 17.15.1.70), the settings of somebody's printer (§ 17.6.14), who may edit what
(§ 17.13.7.2) and the file names of pictures (§ 20.1.2.2.8) go.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import QName, _Element

from pipeline.word.names import W, w
from pipeline.word.parse import take_out
from pipeline.word.resolution import resolve

_GONE = (w("docVars"), w("rsids"), w("rsid"), w("printerSettings"))
_PERMISSION, _PERMISSION_END, _EDITOR, _ID = w("permStart"), w("permEnd"), w("ed"), w("id")
_RSID = f"{{{W}}}rsid"
_SESSIONS = etree.XPath("//*[@w:*[starts-with(local-name(), 'rsid')]]", namespaces={"w": W})
_DRAWN = ("{*}docPr", "{*}cNvPr", "{urn:schemas-microsoft-com:vml}*")
# What editors write of a picture without being asked: its name, and, as its description, where it lay.
_SAID = frozenset({"name", "descr", "title", "alt", "src"})
_LINK = "href"
_FILE = re.compile(r"[^\n]*\.(?:jpe?g|jfif|png|gif|bmp|tiff?|[ew]mf|svg|heic|webp)\s*", re.IGNORECASE)
_PLACE = re.compile(r"(?:^|[\s\"'(])(?:[A-Za-z]:[\\/]|\\\\|file:|/(?:Users|home|Volumes|mnt|media)/)", re.IGNORECASE)


def take_traces(root: _Element) -> bool:
    """Take them out of the part with this root; whether there were any."""
    found = resolve(root, accept=True, author=None)
    editors = {each.get(_ID) for each in root.iter(_PERMISSION) if each.get(_EDITOR) is not None}
    gone = [*root.iter(*_GONE)]
    gone += [each for each in root.iter(_PERMISSION, _PERMISSION_END) if each.get(_ID) in editors]
    for element in gone:
        take_out(element)
    told = _SESSIONS(root)
    numbered = [each for each in told if isinstance(each, _Element)] if isinstance(told, list) else []
    for element in numbered:
        for name in [name for name in map(str, element.keys()) if name.startswith(_RSID)]:
            del element.attrib[name]
    drawn = [_take_names(element) for element in root.iter(*_DRAWN)]
    return found or bool(gone) or bool(numbered) or any(drawn)


def _take_names(element: _Element) -> bool:
    telling = [name for name in map(str, element.keys()) if _tells(QName(name).localname, element.get(name, ""))]
    for name in telling:
        if name == "name":  # which has to be there
            element.set(name, "")
        else:
            del element.attrib[name]
    return bool(telling)


def _tells(attribute: str, said: str) -> bool:
    """Whether an attribute of a picture gives away what its file was called, or where it lay."""
    if attribute == _LINK:
        return bool(_PLACE.search(said))
    return attribute in _SAID and bool(_FILE.fullmatch(said) or _PLACE.search(said))
