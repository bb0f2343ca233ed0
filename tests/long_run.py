"""Thousands of merges of documents that were edited at random on both sides.

``python -m tests.long_run --merges 2000`` runs them. Each merge has a seed, and a fault is told with the seed and the
names of the edits: ``--only SEED`` makes it again and lays the three documents and the result in a folder. It ends with
the figures, and with 1 when a merge broke something.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.merging import Merged, Refused
from tests.edits.deciding import decide
from tests.edits.steps import OWNER, PERSON, Steps, by_owner, by_person, random_steps
from tests.edits.subjects import CASES, SMALL, made_by_word, real
from tests.merge_oracle import Sides, accept, faults, kept, later_faults, merge, words


@dataclass(frozen=True, slots=True)
class Story:
    """One merge: what was edited, and what came of it."""

    seed: int
    subject: str
    person: Steps
    owner: Steps
    outcome: str
    broken: tuple[str, ...] = ()
    suggestions: int = 0
    conflicts: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        lines = [f"seed {self.seed}, {self.subject}: {self.outcome}"]
        lines += [f"  person: {step.name} ({step.place}, {step.detail})" for step in self.person]
        lines += [f"  owner:  {step.name} ({step.place}, {step.detail})" for step in self.owner]
        return "\n".join([*lines, *(f"  BROKEN {each}" for each in self.broken)])


@cache
def subjects() -> dict[str, tuple[bytes, bytes]]:
    """What may be edited, by name: what the person has, and what the owner changes.

    Those two are mostly the same; in «another case», the case is another one as well.
    """
    found = {name: (content, content) for name, content in SMALL.items()}
    drafts = {name: draft.content for name, draft in real().items()}
    found |= {name: (content, content) for name, content in drafts.items()}
    first, second = CASES
    for name, content in drafts.items():
        if name.startswith(first):
            found[f"another case: {name}"] = content, drafts[name.replace(first, second)]
    corpus = os.environ.get("MAKE_DOCS_CORPUS")
    if corpus:
        found |= {name: (content, content) for name, content in made_by_word(Path(corpus)).items()}
    return found


@dataclass(frozen=True, slots=True)
class Plan:
    """Which document is edited, and how by whom."""

    subject: str
    person: Steps
    owner: Steps

    def sides(self) -> Sides:
        """The three documents."""
        base, fresh = subjects()[self.subject]
        return Sides(base, by_person(base, self.person), by_owner(fresh, self.owner))

    def smaller(self) -> Iterator[Plan]:
        """The same with one edit less."""
        for number in range(len(self.person)):
            yield replace(self, person=self.person[:number] + self.person[number + 1 :])
        for number in range(len(self.owner)):
            yield replace(self, owner=self.owner[:number] + self.owner[number + 1 :])


def plan_of(seed: int, *, small: bool = False) -> Plan:
    """What is edited in a seed; in the small documents, which come more often, edits meet more often too."""
    chance = random.Random(seed)
    subject = chance.choice(list(SMALL) if small or chance.random() < 0.3 else list(subjects()))
    most = chance.choice([3, 6, 6, 14])
    return Plan(subject, random_steps(chance, PERSON, most), random_steps(chance, OWNER, most))


def tell(seed: int, *, small: bool = False) -> Story:
    """Make the merge of a seed and look at it from all sides; of a fault, tell the smallest list of edits with it."""
    plan = plan_of(seed, small=small)
    story = _told(seed, plan)
    while story.broken:
        kind = story.broken[0][:24]
        tried = (_told(seed, each) for each in plan.smaller())
        smaller = next((each for each in tried if any(line[:24] == kind for line in each.broken)), None)
        if smaller is None:
            break
        story, plan = smaller, Plan(smaller.subject, smaller.person, smaller.owner)
    return story


def _told(seed: int, plan: Plan) -> Story:
    sides = plan.sides()
    story = Story(seed, plan.subject, plan.person, plan.owner, "unchanged")
    began = time.perf_counter()
    try:
        merged = merge(sides.base, sides.ours, sides.theirs)
        story = replace(story, seconds=time.perf_counter() - began)
        if isinstance(merged, Refused):
            bugs = (f"gate {merged.reason}",) if merged.bug else ()
            return replace(story, outcome=f"refused: {merged.reason}", broken=bugs)
        broken = (*faults(sides, merged), *_again(sides, merged), *_another_day(seed, sides, merged))
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is a finding
        at = traceback.extract_tb(error.__traceback__)[-1]
        line = f"traceback {Path(at.filename).name}:{at.lineno} {type(error).__name__} {error}"
        return replace(story, outcome="traceback", broken=(line,))
    outcome = "unchanged" if merged.content is None else "merged"
    story = replace(story, suggestions=merged.suggestions, conflicts=merged.conflicts)
    return replace(story, outcome=outcome, broken=broken)


def _again(sides: Sides, merged: Merged) -> Iterator[str]:
    """The same draft once more has nothing to bring, and the same merge gives the same bytes."""
    if merge(sides.base, sides.ours, sides.theirs) != merged:
        yield "13 the same merge gave something else"
    if merged.content is None:
        return
    second = merge(sides.theirs, merged.content, sides.theirs, sides.base, merged.suggested)
    if isinstance(second, Refused):
        yield f"6 the same draft again is refused: {second.reason}"
    elif second.content is not None and second.content != merged.content:
        yield "6 the same draft again changes the file"
    later = merge(sides.theirs, accept(merged.content), sides.theirs)
    if isinstance(later, Refused) or (
        later.content is not None and words(later.content) != words(accept(merged.content))
    ):
        yield "6 the same draft again, after all was accepted, brings something"


def _another_day(seed: int, sides: Sides, merged: Merged) -> Iterator[str]:
    """The person decides on some suggestions and edits on; the template changes once more."""
    if merged.content is None:
        return
    chance = random.Random(seed)
    decided = decide(merged.content, chance)
    person, owner = random_steps(chance, PERSON, 2), random_steps(chance, OWNER, 2)
    ours, newer = by_person(decided, person, "ditt"), by_owner(sides.theirs, owner, "nyere")
    second = merge(sides.theirs, ours, newer, sides.base, merged.suggested)
    then = f"(then {[each.name for each in person]}, {[each.name for each in owner]})"
    if isinstance(second, Refused):
        if second.bug:
            yield f"14 gate on another day: {second.reason} {then}"
    else:
        yield from (
            f"{each} {then}" for each in later_faults(sides.theirs, kept(ours, merged.suggested), newer, second)
        )


def run(first: int, merges: int, *, small: bool, workers: int) -> Iterator[Story]:
    """The stories of `merges` seeds from `first` on."""
    with ProcessPoolExecutor(workers) as pool:
        seeds = range(first, first + merges)
        yield from pool.map(tell, seeds, chunksize=10) if not small else pool.map(_tell_small, seeds, chunksize=10)


def _tell_small(seed: int) -> Story:
    return tell(seed, small=True)


def figures(stories: list[Story]) -> str:
    """What the run came to."""
    merged = [each for each in stories if each.outcome == "merged"]
    outcomes = Counter(each.outcome for each in stories)
    broken = Counter(line.split()[0] for each in stories for line in each.broken)
    lines = [f"{len(stories)} merges"]
    lines += [f"  {count:5} {outcome}" for outcome, count in outcomes.most_common()]
    lines.append(
        f"  {sum(each.suggestions for each in merged)} suggestions, {sum(e.conflicts for e in merged)} conflicts"
    )
    if stories:
        slowest = max(stories, key=lambda each: each.seconds)
        lines.append(f"  slowest {slowest.seconds:.2f} s (seed {slowest.seed}, {slowest.subject})")
    edits = Counter(step.name for each in stories for step in (*each.person, *each.owner))
    lines.append(f"  {edits.total()} edits of {len(edits)} kinds")
    lines.append(f"{sum(bool(each.broken) for each in stories)} merges with a fault: {dict(broken)}")
    return "\n".join(lines)


def lay(story: Story) -> Path:
    """Write the documents of a story to a new folder."""
    sides = Plan(story.subject, story.person, story.owner).sides()
    folder = Path(tempfile.mkdtemp(prefix=f"merge-{story.seed}-"))
    merged = merge(sides.base, sides.ours, sides.theirs)
    files = {"base": sides.base, "ours": sides.ours, "theirs": sides.theirs}
    if isinstance(merged, Merged) and merged.content is not None:
        files["merged"] = merged.content
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    return folder


def main() -> int:
    """Run from the command line."""
    options = argparse.ArgumentParser(prog="python -m tests.long_run", description=__doc__)
    options.add_argument("--merges", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1, help="the first seed")
    options.add_argument("--only", type=int, help="one seed, with its documents")
    options.add_argument("--small", action="store_true", help="small documents only")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--show", type=int, default=10, help="how many faults to tell of")
    chosen = options.parse_args()
    if chosen.only is not None:
        story = tell(chosen.only, small=chosen.small)
        sys.stdout.write(f"{story}\n{lay(story)}\n")
        return 0
    stories = list(run(chosen.seed, chosen.merges, small=chosen.small, workers=chosen.workers))
    broken = [each for each in stories if each.broken]
    for each in broken[: chosen.show]:
        sys.stdout.write(f"{each}\n\n")
    sys.stdout.write(f"{figures(stories)}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
