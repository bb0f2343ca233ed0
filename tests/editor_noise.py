"""What Word and SharePoint do to a document that somebody opens, saves or uploads without changing anything.

Each kind of noise is a function on a document under edit; `make_noise` does those that are asked for. Seen in files
that Word 2016 to 365 saved.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping

from lxml import etree
from lxml.etree import _Element

from tests.edits.document import W14, W, Word, find, w, xml

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_STORIES = ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footer2.xml")
_DATES = "http://purl.org/dc/terms/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_LEVEL = '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/>'
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

Noise = Callable[[Word, random.Random], None]


def _stories(word: Word) -> list[_Element]:
    return [word.tree(part) for part in _STORIES if part in word.parts]


def _hex(chance: random.Random) -> str:
    return f"{chance.randrange(1, 0x7FFFFFFF):08X}"


def revision_ids(word: Word, chance: random.Random) -> None:
    """Ids of editing sessions and of paragraphs."""
    for story in _stories(word):
        for each in story.iter(w("p"), w("r"), w("tr"), w("sectPr")):
            each.set(w("rsidR"), _hex(chance))
            if each.tag == w("p"):
                each.set(w("rsidRDefault"), _hex(chance))
                each.set(f"{{{W14}}}paraId", _hex(chance))
                each.set(f"{{{W14}}}textId", "77777777")


def split_runs(word: Word, chance: random.Random) -> None:
    """Runs cut in two, with spelling marks between the halves."""
    for story in _stories(word):
        for run in find(story, ".//w:r[count(*[not(self::w:rPr)]) = 1][w:t]"):
            (words,) = find(run, "w:t")
            text = words.text or ""
            if len(text) < 2 or chance.random() < 0.5:
                continue
            cut = chance.randrange(1, len(text))
            rest = etree.fromstring(etree.tostring(run))
            rest.tail = None
            for piece, said in ((words, text[:cut]), (find(rest, "w:t")[0], text[cut:])):
                piece.text = said
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addnext(rest)
            rest.addprevious(xml('<w:proofErr w:type="spellStart"/>'))
            rest.addnext(xml('<w:proofErr w:type="spellEnd"/>'))


def languages(word: Word, chance: random.Random) -> None:
    """Languages and the settings for other scripts on runs."""
    for story in _stories(word):
        for run in story.iter(w("r")):
            look = run.find(w("rPr"))
            if look is None:
                look = xml("<w:rPr/>")
                run.insert(0, look)
            if chance.random() < 0.5:
                look.append(xml(f'<w:lang w:val="{chance.choice(["nb-NO", "en-US", "nn-NO"])}"/>'))


def page_marks(word: Word, chance: random.Random) -> None:
    """Where pages broke on the screen, and where the cursor stood."""
    runs = find(word.body, ".//w:r[w:t]")
    for run in chance.sample(runs, min(3, len(runs))):
        run.insert(1 if run.find(w("rPr")) is not None else 0, xml("<w:lastRenderedPageBreak/>"))
    paragraph = chance.choice(find(word.body, "w:p"))
    paragraph.append(xml('<w:bookmarkStart w:id="9000" w:name="_GoBack"/>'))
    paragraph.append(xml('<w:bookmarkEnd w:id="9000"/>'))


def bookmark_ids(word: Word, _chance: random.Random) -> None:
    """Bookmarks get new numbers."""
    for each in word.body.iter(w("bookmarkStart"), w("bookmarkEnd")):
        each.set(w("id"), str(int(each.get(w("id"), "0")) + 40))


def settings(word: Word, chance: random.Random) -> None:
    """How the document was last shown, session ids, and what the program can do."""
    root = word.tree("word/settings.xml")
    root.insert(0, xml('<w:proofState w:spelling="clean" w:grammar="clean"/>'))
    ids = "".join(f'<w:rsid w:val="{_hex(chance)}"/>' for _ in range(5))
    root.append(xml(f'<w:rsids><w:rsidRoot w:val="{_hex(chance)}"/>{ids}</w:rsids>'))
    for zoom in root.iter(w("zoom")):
        zoom.set(w("percent"), "130")


def program_properties(word: Word, chance: random.Random) -> None:
    """Who saved it when, with what, and how many words it has."""
    word.parts["docProps/app.xml"] = (
        f'<Properties xmlns="{_OFFICE}/extended-properties"><TotalTime>{chance.randrange(99)}</TotalTime>'
        "<Words>812</Words><Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion>"
        "</Properties>"
    ).encode()
    rels = word.tree("_rels/.rels")
    kind = f"{_OFFICE}/relationships/extended-properties"
    etree.SubElement(rels, rels[0].tag, Id="rId77", Type=kind, Target="docProps/app.xml")
    types = word.tree("[Content_Types].xml")
    content_type = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    etree.SubElement(types, types[-1].tag, PartName="/docProps/app.xml", ContentType=content_type)
    core = word.tree("docProps/core.xml")
    for each in core:
        if each.tag == f"{{{_DATES}}}modified":
            each.text = "2027-02-03T10:11:12Z"
        if each.tag == f"{{{_CORE}}}lastModifiedBy":
            each.text = "Kari Eksempel"
    etree.SubElement(core, f"{{{_CORE}}}revision").text = str(chance.randrange(2, 9))


def style_tables(word: Word, chance: random.Random) -> None:
    """Styles in another order, under other ids, with Word's list of all it knows."""
    root = word.tree("word/styles.xml")
    for latent in root.iter(w("latentStyles")):
        latent.append(xml('<w:lsdException w:name="Normal" w:uiPriority="0" w:qFormat="1"/>'))
    styles = root.findall(w("style"))
    chance.shuffle(styles)
    for each in styles:
        root.append(each)
        each.append(xml(f'<w:rsid w:val="{_hex(chance)}"/>'))
    renamed = {each.get(w("styleId"), ""): f"S{number}" for number, each in enumerate(styles)}
    for part in (*_STORIES, "word/styles.xml", "word/numbering.xml"):
        for each in word.tree(part).iter() if part in word.parts else ():
            if each.tag == w("style"):
                each.set(w("styleId"), renamed[each.get(w("styleId"), "")])
            elif each.tag in {w(f"{kind}Style") for kind in ("p", "r", "tbl")} | {w("basedOn"), w("next"), w("link")}:
                each.set(w("val"), renamed.get(each.get(w("val"), ""), each.get(w("val"), "")))


def lists(word: Word, chance: random.Random) -> None:
    """List definitions with ids, all nine levels, and new numbers."""
    root = word.tree("word/numbering.xml")
    for each in root.iter(w("abstractNum")):
        each.insert(0, xml(f'<w:nsid w:val="{_hex(chance)}"/>'))
        each.set(w("abstractNumId"), str(int(each.get(w("abstractNumId"), "0")) + 10))
        for level in range(len(each.findall(w("lvl"))), 9):
            each.append(xml(f'<w:lvl w:ilvl="{level}">{_LEVEL}</w:lvl>'))
    for each in root.iter(w("abstractNumId")):
        each.set(w("val"), str(int(each.get(w("val"), "0")) + 10))
    for each in root.iter(w("num")):
        each.set(w("numId"), str(int(each.get(w("numId"), "0")) + 20))
    for part in (*_STORIES, "word/styles.xml"):
        for each in word.tree(part).iter(w("numId")) if part in word.parts else ():
            if each.get(w("val")) != "0":
                each.set(w("val"), str(int(each.get(w("val"), "0")) + 20))


def further_parts(word: Word, _chance: random.Random) -> None:
    """A theme, settings for the web, and notes with nothing but the separators."""
    word.parts["word/theme/theme1.xml"] = (
        f'<a:theme xmlns:a="{_A}" name="Office"><a:themeElements><a:fontScheme name="Office">'
        '<a:majorFont><a:latin typeface="Aptos Display"/></a:majorFont>'
        '<a:minorFont><a:latin typeface="Aptos"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
    ).encode()
    word.relate("theme", "theme/theme1.xml")
    types = word.tree("[Content_Types].xml")
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    etree.SubElement(types, types[-1].tag, PartName="/word/theme/theme1.xml", ContentType=theme)
    word.parts["word/webSettings.xml"] = f'<w:webSettings xmlns:w="{W}"/>'.encode()
    word.relate("webSettings", "webSettings.xml")
    word.declare("word/webSettings.xml", "webSettings")
    mark = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    if "word/footnotes.xml" not in word.parts:
        word.parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{mark}</w:footnotes>'.encode()
        word.relate("footnotes", "footnotes.xml")
        word.declare("word/footnotes.xml", "footnotes")


def sharepoint(word: Word, _chance: random.Random) -> None:
    """What SharePoint attaches: empty columns, forms, the kind of content, and properties that say the same."""
    items = {
        1: '<p:properties xmlns:p="http://schemas.microsoft.com/office/2006/metadata/properties"><documentManagement>'
        '<lcf76f155ced4ddcb4097134ff3c332f xmlns="x"><Terms/></lcf76f155ced4ddcb4097134ff3c332f>'
        "</documentManagement></p:properties>",
        2: '<FormTemplates xmlns="http://schemas.microsoft.com/sharepoint/v3/contenttype/forms">'
        "<Display>DocumentLibraryForm</Display></FormTemplates>",
        3: '<ct:contentTypeSchema xmlns:ct="http://schemas.microsoft.com/office/2006/metadata/contentType">'
        "<documentation>Opprett et nytt dokument.</documentation></ct:contentTypeSchema>",
    }
    for number, content in items.items():
        word.parts[f"customXml/item{number}.xml"] = content.encode()
        word.relate("customXml", f"../customXml/item{number}.xml")
    custom = word.tree("docProps/custom.xml")
    said = f'xmlns:vt="{_OFFICE}/docPropsVTypes" xmlns="{_OFFICE}/custom-properties"'
    number = 40
    for name, words in (("ContentTypeId", "0x0101004D"), ("MediaServiceImageTags", ""), ("_dlc_DocId", "ABC-1-2")):
        number += 1
        custom.append(
            etree.fromstring(
                f'<property {said} fmtid="{_FMTID}" pid="{number}" name="{name}">'
                f"<vt:lpwstr>{words}</vt:lpwstr></property>"
            )
        )


NOISES: Mapping[str, Noise] = {
    "revision ids": revision_ids,
    "split runs": split_runs,
    "languages": languages,
    "page marks": page_marks,
    "bookmark ids": bookmark_ids,
    "settings": settings,
    "program properties": program_properties,
    "style tables": style_tables,
    "lists": lists,
    "further parts": further_parts,
    "sharepoint": sharepoint,
}


def make_noise(content: bytes, kinds: Iterable[str], seed: int) -> bytes:
    """`content` as it is after being saved by somebody who changed nothing."""
    word, chance = Word(content), random.Random(seed)
    for kind in kinds:
        NOISES[kind](word, chance)
    return word.save()
