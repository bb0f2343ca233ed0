"""Every edit by its name, and lists of them: what a person did to a document, told so that it reads like a story."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.edits import parts, person, tables, text
from tests.edits.document import Edit, Word

OWNER: Mapping[str, Edit] = {
    "change a word": text.change_word,
    "add a word": text.add_word,
    "take a word away": text.take_word,
    "rewrite a paragraph": text.rewrite,
    "add a paragraph": text.add_paragraph,
    "delete a paragraph": text.take_paragraph,
    "split a paragraph": text.split,
    "join two paragraphs": text.join,
    "move a paragraph": text.move,
    "move and edit a paragraph": text.move_and_edit,
    "restyle a paragraph": text.restyle,
    "delete a section": text.take_section,
    "add a section": text.add_section,
    "add a list item": text.add_item,
    "delete a list item": text.take_item,
    "swap two list items": text.swap_items,
    "change typography": text.typography,
    "add a tab or a break": text.tab_and_break,
    "edit a cell": tables.edit_cell,
    "add a paragraph to a cell": tables.add_to_cell,
    "add a row": tables.add_row,
    "delete a row": tables.take_row,
    "change a row": tables.change_row,
    "move a row": tables.move_row,
    "add a column": tables.add_column,
    "delete a column": tables.take_column,
    "add a table": tables.add_table,
    "delete a table": tables.take_table,
    "add a link": parts.add_link,
    "change a link's target": parts.change_target,
    "change a link's words": parts.change_link_words,
    "add a footnote": parts.add_note,
    "edit a footnote": parts.edit_note,
    "delete a footnote": parts.take_note,
    "add an image": parts.add_image,
    "replace an image": parts.replace_image,
    "edit a header": parts.edit_header,
    "edit a footer": parts.edit_footer,
    "make words bold": person.bold,
}
"""What the owner of a template does; a person does it as well."""

PERSON: Mapping[str, Edit] = {
    **OWNER,
    "paste a section twice": text.paste_section,
    "make a paragraph a list item": text.to_list,
    "make a paragraph a table": tables.to_table,
    "merge two cells": tables.merge_cells,
    "comment on a paragraph": person.comment,
    "comment across two paragraphs": person.comment_across,
    "insert words, tracked": person.tracked_insertion,
    "delete words, tracked": person.tracked_deletion,
    "insert a paragraph, tracked": person.tracked_new_paragraph,
    "delete a paragraph, tracked": person.tracked_paragraph_deletion,
    "set a bookmark": person.bookmark,
    "set a bookmark across paragraphs": person.bookmark_across,
    "highlight words": person.highlight,
    "make a paragraph bold": person.bold_paragraph,
    "tick a box": person.tick,
    "add a text box": person.text_box,
    "break the section": parts.section_break,
    "save in another editor": person.noise,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One edit: its name, which of the candidates, and a detail such as which word."""

    name: str
    place: int = 0
    detail: int = 0


Steps = tuple[Step, ...]


def apply(content: bytes, steps: Iterable[Step], marker: str, vocabulary: Mapping[str, Edit] = PERSON) -> bytes:
    """`content` after the steps. Step n writes the word `marker` + n + x, and no other step does."""
    word = Word(content)
    for number, step in enumerate(steps):
        vocabulary[step.name](word, step.place, step.detail, f"{marker}{number}x")
    return word.save()


def by_person(content: bytes, steps: Iterable[Step], marker: str = "mitt") -> bytes:
    """The document after a person's edits."""
    return apply(content, steps, marker, PERSON)


def by_owner(content: bytes, steps: Iterable[Step], marker: str = "nytt") -> bytes:
    """The document after the template's owner's edits."""
    return apply(content, steps, marker, OWNER)


def any_steps(names: Iterable[str], most: int = 4) -> st.SearchStrategy[Steps]:
    """Lists of edits for hypothesis; they shrink to few edits of the first kinds, at the first places."""
    step = st.builds(Step, st.sampled_from(list(names)), st.integers(0, 60), st.integers(0, 11))
    return st.lists(step, max_size=most).map(tuple)


def random_steps(chance: random.Random, names: Iterable[str], most: int = 6) -> Steps:
    """A list of edits for a long run."""
    listed = list(names)
    return tuple(
        Step(chance.choice(listed), chance.randrange(400), chance.randrange(12)) for _ in range(chance.randint(1, most))
    )
