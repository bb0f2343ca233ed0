"""The template folder: what documents there are, what they should hold, and the rules over a case.

In: the path of a folder with felter.yaml, regler.yaml and one NAME.docx + NAME.yaml for each document. Out: a frozen
Library of sources and specs, proofread, which travels between processes. A fault in one pair stops that document only;
a fault in felter.yaml, regler.yaml or klarsprak.yaml, or half a pair, stops everything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.contentspecs import WordLists, shared_faults
from pipeline.errors import Fault, MakeDocsError, TemplateError, UsageError
from pipeline.fields import Vocabulary, documents_in, load_fields
from pipeline.files import entries, is_file, read_file
from pipeline.languagespecs import Language, load_language
from pipeline.model import ContentRule, Rule, Template
from pipeline.proofread import proofread
from pipeline.requirements import LAWS, NOTHING, REQUIREMENTS, Catalogue, load_catalogue
from pipeline.specs import load_rules, load_spec
from pipeline.tables import load_tables
from pipeline.wording import did_you_mean

FIELDS, RULES, SCHEMA, TABLES = "felter.yaml", "regler.yaml", "sak.schema.json", "tabeller"
LANGUAGE = "klarsprak.yaml"
_DATA = frozenset({FIELDS, RULES, REQUIREMENTS, LAWS, LANGUAGE})


@dataclass(frozen=True, slots=True)
class Library:
    """All that documents are made from, besides the case."""

    folder: Path
    vocabulary: Vocabulary
    templates: tuple[Template, ...]
    rules: tuple[Rule, ...]
    content_rules: tuple[ContentRule, ...] = ()
    catalogue: Catalogue = NOTHING
    language: Language | None = None

    @property
    def by_name(self) -> dict[str, Template]:
        return {template.name: template for template in self.templates}

    @property
    def titles(self) -> dict[str, str]:
        return {template.name: template.title for template in self.templates}

    def only(self, names: tuple[str, ...]) -> Library:
        """The library with some of its documents; all of them when no name is given.

        Raises:
            UsageError: there is no such document.
        """
        known = self.by_name
        unknown = [name for name in names if name not in known]
        if unknown:
            listed = f"Dokumentene er {', '.join(known)}."
            raise UsageError(
                Fault("unknown-document", f"ukjent dokument «{name}»", did_you_mean(name, known) or listed)
                for name in unknown
            )
        return replace(self, templates=tuple(one for one in self.templates if not names or one.name in names))


def template_folder() -> Path:
    """The templates to use when nobody names any: those here, else those that the package carries."""
    here = Path("templates")
    return here if is_template_folder(here) else carried_folder()


def carried_folder() -> Path:
    """The templates that came with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).parent
    carried = package / "_templates"
    return carried if carried.is_dir() else package.parent / "templates"


def is_template_folder(folder: Path) -> bool:
    """Whether there is a vocabulary in the folder. Raises AccessError when nobody can tell."""
    return is_file(folder / FIELDS)


def load_vocabulary(folder: Path, catalogue: Catalogue | None = None) -> Vocabulary:
    """The fields that the folder's cases can have; `catalogue` is the folder's, when it is read already.

    Raises:
        TemplateError: felter.yaml is wrong or missing.
    """
    if not is_template_folder(folder):
        hint = "Oppgi en mappe med maler med --templates."
        raise TemplateError([Fault("no-fields", f"mappen har ingen {FIELDS}", hint, str(folder))])
    return load_fields(folder / FIELDS, load_catalogue(folder) if catalogue is None else catalogue)


def load_library(folder: Path) -> Library:
    """Reads and proofreads a template folder.

    Raises:
        TemplateError: felter.yaml, regler.yaml, klarsprak.yaml or a table is wrong, or what must be there is missing.
    """
    catalogue = load_catalogue(folder)
    vocabulary = replace(load_vocabulary(folder, catalogue), tables=load_tables(folder / TABLES))
    if not is_file(folder / RULES):
        hint = "Lag filen. Har dere ingen regler, er innholdet «regler: []»."
        raise TemplateError([Fault("no-rules", f"mappen har ingen {RULES}", hint, str(folder))])
    file = load_rules(folder / RULES, vocabulary, catalogue)
    templates = [_load_template(folder, name, vocabulary, catalogue, file.lists) for name in _pairs(folder)]
    if faults := list(shared_faults(file.content, templates)):
        raise TemplateError(faults)
    ordered = tuple(sorted(templates, key=lambda one: (one.order, one.name)))
    language = load_language(folder / LANGUAGE, ordered, catalogue) if is_file(folder / LANGUAGE) else None
    return Library(folder, vocabulary, ordered, file.rules, file.content, catalogue, language)


def _pairs(folder: Path) -> list[str]:
    """The names that have both halves. Raises TemplateError for every half that stands alone."""
    documents = {path.stem for path in documents_in(folder)}
    specs = {
        path.stem
        for path in entries(folder)
        if path.suffix == ".yaml" and path.name not in _DATA and path.name[0] not in "._"
    }
    missing = [(f"{name}.yaml", f"{name}.docx") for name in sorted(documents - specs)]
    missing += [(f"{name}.docx", f"{name}.yaml") for name in sorted(specs - documents)]
    if missing:
        raise TemplateError(
            Fault(
                "half-a-pair",
                f"{there} har ingen {lacking} ved siden av seg",
                "Hvert dokument trenger begge filene. Legg til den som mangler, eller ta bort den andre.",
                str(folder / there),
            )
            for lacking, there in missing
        )
    return sorted(documents)


def _load_template(folder: Path, name: str, vocabulary: Vocabulary, catalogue: Catalogue, lists: WordLists) -> Template:
    """The template; what is wrong with it stands in its `faults`."""
    template = Template(name, name, b"", folder / f"{name}.docx")
    faults: tuple[Fault, ...] = ()
    try:
        template = load_spec(folder / f"{name}.yaml", template, vocabulary, catalogue, lists)
    except MakeDocsError as error:
        faults = error.faults
    try:
        template = proofread(replace(template, content=read_file(template.path) or b""), vocabulary.root)
    except MakeDocsError as error:
        faults += error.faults
    return replace(template, faults=(*faults, *template.faults), notes=() if faults else template.notes)
