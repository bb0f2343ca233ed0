"""Random documents with changes by us and by another: whatever is resolved, nobody's words are lost."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.word.canonical import differences
from pipeline.word.ledger import authors, wording
from pipeline.word.revisions import AUTHOR, pending, resolved
from tests.tracked_xml import OURS, THEIRS, comment_reference, deletion, formerly, ins, mark, point, row, table
from tests.word_xml import package, paragraph, run, story_xml

# A piece of a line: the XML with our changes in it, and the XML as it was before them.
Pair = tuple[str, str]

_WORDS = st.sampled_from(["alfa ", "beta ", "gamma ", "delta ", " ", "epsilon"])
_COMMENTS = story_xml("comments", f'<w:comment w:id="1" w:author="{THEIRS}"><w:p/></w:comment>')


def _plain(word: str) -> Pair:
    return run(word), run(word)


_PIECES: dict[str, Callable[[str], Pair]] = {
    "plain": _plain,
    "bold": lambda word: (run(word, "<w:b/>"), run(word, "<w:b/>")),
    "ours in": lambda word: (ins(word), ""),
    "ours out": lambda word: (deletion(word), run(word)),
    "theirs in": lambda word: (ins(word, THEIRS), ins(word, THEIRS)),
    "theirs out": lambda word: (deletion(word, THEIRS), deletion(word, THEIRS)),
    "theirs in ours": lambda word: (ins(run("vår") + ins(word, THEIRS)), ins(word, THEIRS)),
    "theirs out of ours": lambda word: (ins(deletion(word, THEIRS)), ""),
    "ours out of theirs": lambda word: (ins(run("hans") + deletion(word), THEIRS), ins(f"hans{word}", THEIRS)),
    "link": lambda word: (f'<w:hyperlink w:anchor="x">{ins(word)}</w:hyperlink>', ""),
    "comment": lambda _: (comment_reference(1), comment_reference(1)),
}
_PIECE = st.builds(lambda kind, word: _PIECES[kind](word), st.sampled_from(sorted(_PIECES)), _WORDS)
_LINE = st.lists(_PIECE, max_size=5).map(lambda pieces: ("".join(p for p, _ in pieces), "".join(p for _, p in pieces)))


def _line(pair: Pair) -> Pair:
    return paragraph(pair[0] or "<w:r/>"), paragraph(pair[1] or "<w:r/>")


def _table(rows: list[tuple[str, Pair]]) -> Pair:
    made = [row(paragraph("celle"), paragraph("celle"))]
    was = list(made)
    for kind, pair in rows:
        inside = {"ins": ins("ny"), "del": deletion("gammel"), "": pair[0] or "<w:r/>"}[kind]
        before = {"ins": None, "del": run("gammel"), "": pair[1] or "<w:r/>"}[kind]
        made.append(row(paragraph(inside), "<w:p/>", kind=kind))
        if before is not None:
            was.append(row(paragraph(before), "<w:p/>"))
    return table(*made) + paragraph("Etter."), table(*was) + paragraph("Etter.")


_BLOCK = st.one_of(
    _LINE.map(_line),
    _WORDS.map(lambda word: (paragraph(ins(word), mark("ins")) + paragraph("a"), paragraph("a"))),
    _WORDS.map(lambda word: (paragraph(deletion(word), mark("del")), paragraph(word))),
    _WORDS.map(lambda word: (paragraph(word, mark("del", THEIRS)), paragraph(word, mark("del", THEIRS)))),
    _WORDS.map(
        lambda word: (
            paragraph(word, "<w:keepNext/>" + mark("ins")) + paragraph(ins("ny"), formerly("<w:keepNext/>")),
            paragraph(word, "<w:keepNext/>"),
        )
    ),
    _WORDS.map(
        lambda word: (
            paragraph(point("bookmarkStart", 1, "_seksjon_a") + ins(word) + point("bookmarkEnd", 1), mark("ins"))
            + paragraph("b"),
            paragraph("b"),
        )
    ),
    st.lists(st.tuples(st.sampled_from(["", "ins", "del"]), _LINE), max_size=4).map(_table),
)


def _body(blocks: list[Pair]) -> Pair:
    last = paragraph("Slutt.")
    return "".join(each for each, _ in blocks) + last, "".join(each for _, each in blocks) + last


_BODY = st.lists(_BLOCK, min_size=1, max_size=6).map(_body)


def _document(body: str) -> dict[str, bytes]:
    return package(body, others={"comments": _COMMENTS})


@settings(max_examples=150, deadline=None)
@given(_BODY)
def test_rejecting_ours_gives_what_was_there(bodies: Pair) -> None:
    """Whatever we suggest, rejecting it gives the document that we had, other people's changes included."""
    changed, was = map(_document, bodies)
    rejected = resolved(changed, accept=False, author=AUTHOR)
    assert differences(was, rejected) == ()
    assert pending(rejected) == 0


@settings(max_examples=150, deadline=None)
@given(_BODY)
def test_the_order_of_resolving_does_not_matter(bodies: Pair) -> None:
    """Ours and then theirs, or theirs and then ours, or all at once: the same words, and nothing left to resolve."""
    changed = _document(bodies[0])
    for accept in (True, False):
        ours_first = resolved(resolved(changed, accept=accept, author=AUTHOR), accept=accept)
        at_once = resolved(changed, accept=accept)
        theirs_first = resolved(resolved(changed, accept=accept, author=THEIRS), accept=accept)
        assert wording(ours_first) == wording(at_once) == wording(theirs_first)
        assert {author for _, author, _ in authors(at_once)} <= {THEIRS}  # the comment's


@settings(max_examples=150, deadline=None)
@given(_BODY)
def test_other_people_s_insertions_survive(bodies: Pair) -> None:
    """Whatever becomes of ours, every insertion by another is there, as often as before."""
    changed = _document(bodies[0])
    before = authors(changed)
    for accept in (True, False):
        after = authors(resolved(changed, accept=accept, author=AUTHOR))
        assert not any(author == OURS for _, author, _ in after)
        assert after["ins", THEIRS, "2026-11-22T00:00:00Z"] == before["ins", THEIRS, "2026-11-22T00:00:00Z"]
