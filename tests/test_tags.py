"""Tags in a template's paragraphs: all that are broken come at once, each with the words of its paragraph."""

from __future__ import annotations

import pytest

from pipeline.expressions import Remark, compile_part, find_tags


def remarks(*paragraphs: str) -> list[tuple[str, str | None]]:
    """The code and the quoted paragraph of each remark."""
    return [(remark.code, remark.quote) for remark in find_tags(paragraphs)[1]]


def only(*paragraphs: str) -> Remark:
    """The one remark that these paragraphs get."""
    (remark,) = find_tags(paragraphs)[1]
    return remark


@pytest.mark.parametrize(
    ("paragraph", "kind", "body"),
    [
        ("{{ a.b }}", "output", "a.b"),
        ("{{a.b}}", "output", "a.b"),
        ("Vi søker {{ a | dato }}.", "output", "a | dato"),
        ("{% if a %}{% endif %}", "block", "if a"),
        ("{%p if a %}", "block", "if a"),
        ("{%tr for a in b %}", "block", "for a in b"),
        ("{%p\N{NO-BREAK SPACE}if a %}", "block", "if a"),
        ("{{ a | liste(«eller») }}", "output", 'a | liste("eller")'),
        ("{{ a | liste(”eller”) }}", "output", 'a | liste("eller")'),
        ("{{ a | liste(„eller“) }}", "output", 'a | liste("eller")'),
        ("{{ a | liste(’eller’) }}", "output", "a | liste('eller')"),
        ("{{ a\N{NO-BREAK SPACE}| dato }}", "output", "a | dato"),
        ("{{ på.norsk }}", "output", "på.norsk"),
        ("{{ presto }}", "output", "presto"),
    ],
)
def test_a_tag_is_read(paragraph: str, kind: str, body: str) -> None:
    """Typographic quotes, hard spaces and the letters for paragraph and row do not count as part of the expression."""
    tags, _ = find_tags([paragraph])
    assert (tags[0].kind, tags[0].body, tags[0].paragraph) == (kind, body, paragraph)


def test_comments_are_left_out() -> None:
    """A comment is no tag, whatever stands in it."""
    assert find_tags(["{# her står {{ ingenting }} #}", "a {# b #} c", "{#p huskelapp #}"]) == ((), ())


def test_text_with_single_braces_is_text() -> None:
    """Braces and per cent signs in running text are left alone."""
    assert find_tags(["{ 50 % }", "100 % av {dem}", "a } b { c", "#{"]) == ((), ())


def test_everything_broken_comes_at_once() -> None:
    """Nine broken tags in nine paragraphs give nine remarks, each with its own paragraph."""
    paragraphs = [
        "Åpen {{ a",
        "Lukket b }}",
        "Halv {% if a",
        "Filter {{ a | }}",
        "Ukjent {% hvis a %}",
        "Parentes {{ (a }}",
        "Anførsel {{ a | liste('eller) }}",
        "Dobbelt {{ a b }}",
        "Tom {{ }}",
    ]
    assert sorted(remarks(*paragraphs), key=lambda one: paragraphs.index(one[1] or "")) == [
        ("tag-open", paragraphs[0]),
        ("tag-open", paragraphs[1]),
        ("tag-open", paragraphs[2]),
        *(("tag-unknown" if "hvis" in paragraph else "tag-broken", paragraph) for paragraph in paragraphs[3:]),
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "{{ a }",
        "{ { a }}",
        "{{ a } }",
        "{% if a }",
        "{% if a } {% endif %}",
        "{% if a % } {% endif %}",
        "{# aldri lukket",
    ],
)
def test_a_tag_that_is_not_whole_is_told(paragraph: str) -> None:
    """A brace too few, or a space inside a mark, leaves a tag that nobody could fill."""
    assert {("tag-open", paragraph), ("tag-broken", paragraph)} & set(remarks(paragraph))


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{{ }}", "uttrykket er tomt eller slutter for tidlig"),
        ("{{ a | }}", "et navn mangler"),
        ("{{ (a }}", "«)» mangler"),
        ("{{ a b }}", "«b» var ikke ventet"),
        ("{{ a) }}", "«)» var ikke ventet"),
        ("{{ a § b }}", "tegnet «§» kan ikke stå der"),
        ("{{ a | liste('x) }}", "tegnet «'» kan ikke stå der"),
        ("{% if a = b %}{% endif %}", "«=» var ikke ventet"),
        ("{% if a == %}{% endif %}", "uttrykket er tomt eller slutter for tidlig"),
        ("{% for a b %}{% endfor %}", "her mangler «in»"),
        ("{% for 1 in b %}{% endfor %}", "navnet er opptatt og kan ikke brukes"),
    ],
)
def test_why_a_tag_cannot_be_read_is_said_in_norwegian(tag: str, why: str) -> None:
    """The reader of the message owns a Word template and knows no Jinja."""
    assert find_tags([tag])[1][0].message == f"taggen kan ikke leses: {why}"


def test_a_tag_may_not_run_over_two_paragraphs() -> None:
    """Each half is told with its own paragraph."""
    assert remarks("Vi søker {{ stilling", "tittel }} nå") == [
        ("tag-open", "Vi søker {{ stilling"),
        ("tag-open", "tittel }} nå"),
    ]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("endfi", "Mente du «endif»?"),
        ("ellif a", "Mente du «elif»?"),
        ("include 'x'", "Malene kan bruke if, elif, else"),
    ],
)
def test_an_unknown_statement_gets_a_guess(word: str, hint: str) -> None:
    """A slip is told with what was meant, and what is no statement of ours with what there is."""
    remark = only(f"{{% {word} %}}")
    assert (remark.code, remark.message) == ("tag-unknown", f"«{word.split()[0]}» er ikke en tagg som malene kan bruke")
    assert (remark.hint or "").startswith(hint)


@pytest.mark.parametrize(
    "word",
    [
        "macro f()",
        "raw",
        "include 'x'",
        "import 'x' as y",
        "extends 'x'",
        "block x",
        "vm",
        "hm",
        "colspan 2",
        "cellbg 'red'",
        "call f()",
        "filter stor",
        "autoescape false",
        "break",
    ],
)
def test_statements_that_templates_do_not_have(word: str) -> None:
    """Everything of Jinja and docxtpl that is not in our little language is refused."""
    assert remarks(f"{{% {word} %}}") == [("tag-unknown", f"{{% {word} %}}")]


@pytest.mark.parametrize(
    ("paragraphs", "code", "message"),
    [
        (["{%p if a %}"], "tag-unclosed", "if blir aldri lukket"),
        (["{%p for a in b %}"], "tag-unclosed", "for blir aldri lukket"),
        (["{%p endif %}"], "tag-alone", "endif passer ikke: ingenting er åpnet foran"),
        (["{% else %}"], "tag-alone", "else står uten if foran"),
        (["{% elif a %}"], "tag-alone", "elif står uten if foran"),
        (["{% for a in b %}{% else %}{% endfor %}"], "tag-alone", "else står uten if foran"),
        (["{% for a in b %}{% endif %}"], "tag-alone", "endif passer ikke: her ventet vi endfor"),
        (["{% if a %}{% for b in c %}{% endif %}{% endfor %}"], "tag-alone", "endif passer ikke: her ventet vi endfor"),
        (["{% if a %}{% else %}{% else %}{% endif %}"], "tag-alone", "else står etter else"),
        (["{% if a %}{% else %}{% elif b %}{% endif %}"], "tag-alone", "elif står etter else"),
        (["{% if a %}x{% else if b %}y{% endif %}"], "tag-broken", "else skal stå alene i taggen"),
        (["{% if a %}x{% endif a %}"], "tag-broken", "endif skal stå alene i taggen"),
        (["{% if %}x{% endif %}"], "tag-broken", "taggen kan ikke leses"),
        (["{% for a b %}x{% endfor %}"], "tag-broken", "taggen kan ikke leses"),
        (["{% if a = b %}x{% endif %}"], "tag-broken", "taggen kan ikke leses"),
        (["{% set a %}"], "tag-broken", "taggen kan ikke leses"),
    ],
)
def test_statements_that_do_not_fit_together(paragraphs: list[str], code: str, message: str) -> None:
    """What opens is closed, in the right order, with one else at the end."""
    remark = only(*paragraphs)
    assert (remark.code, remark.quote) == (code, paragraphs[0])
    assert remark.message.startswith(message)


def test_else_if_is_called_elif() -> None:
    """The commonest slip of all gets its remedy."""
    assert only("{% if a %}x{% else if b %}y{% endif %}").hint == "Skriv elif."


def test_every_statement_left_open_is_named() -> None:
    """Two that are never closed give two remarks, innermost or not."""
    assert remarks("{%p if a %}", "{%p for b in c %}") == [
        ("tag-unclosed", "{%p if a %}"),
        ("tag-unclosed", "{%p for b in c %}"),
    ]


@pytest.mark.parametrize("paragraph", ["Tekst {%p if a %}", "{%p if a %} tekst", "{%p if a %}{{ b }}"])
def test_a_paragraph_tag_stands_alone(paragraph: str) -> None:
    """What stood beside it would silently vanish with the paragraph."""
    assert ("tag-not-alone", paragraph) in remarks(paragraph, "{%p endif %}")
    assert "borte" in (find_tags([paragraph])[1][0].hint or "")


def test_two_paragraph_tags_in_one_paragraph_are_both_told() -> None:
    """The second one would be lost, and with it the balance."""
    assert remarks("{%p if a %}{%p endif %}") == [("tag-not-alone", "{%p if a %}{%p endif %}")] * 2


def test_a_row_tag_stands_alone() -> None:
    """What stood beside it would vanish with the row."""
    assert ("tag-not-alone", "Når {%tr if a %}") in remarks("Når {%tr if a %}", "{%tr endif %}")


@pytest.mark.parametrize("tag", ["{%tc if a %}", "{%r if a %}", "{{r a }}", "{{p a }}", "{{tr a }}", "{{tc a }}"])
def test_prefixes_that_break_documents_are_refused(tag: str) -> None:
    """Cells and runs that vanish, and values in place of paragraphs, are what Word cannot open afterwards."""
    assert ("tag-unknown", tag) in remarks(tag)


@pytest.mark.parametrize("tag", ["{{- a }}", "{{ a -}}", "{%- if a %}{% endif %}", "{% if a -%}{% endif %}"])
def test_dashes_are_refused(tag: str) -> None:
    """A dash joins paragraphs in docxtpl, which nobody expects of it."""
    assert ("tag-unknown", tag) in remarks(tag)


@pytest.mark.parametrize("body", ['if a == "50 %"', 'if a == "}"', 'for a in b if a != "%"'])
def test_paragraph_tags_without_the_signs_that_end_them(body: str) -> None:
    """Docxtpl would not see where such a tag ends."""
    ending = "endfor" if body.startswith("for") else "endif"
    assert remarks(f"{{%p {body} %}}", f"{{%p {ending} %}}") == [("tag-broken", f"{{%p {body} %}}")]
    assert remarks(f"{{% {body} %}}{{% {ending} %}}") == []


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{%p if a %}", "{% endif %}"),
        ("{% if a %}", "{%p endif %}"),
        ("{%tr if a %}", "{%p endif %}"),
        ("Tekst {% if a %}", "mer {% endif %}"),
        ("{%p for a in b %}", "{{ a }}{% endfor %}"),
    ],
)
def test_tags_that_belong_together_stand_alike(opening: str, closing: str) -> None:
    """Both in one paragraph, or both alone with the same letter; else the document's structure would break."""
    assert remarks(opening, closing) == [("tag-apart", closing)]


def test_else_stands_like_its_if() -> None:
    """An else inside another paragraph cuts that paragraph in two."""
    assert remarks("{%p if a %}", "x {% else %} y", "{%p endif %}") == [("tag-apart", "x {% else %} y")]


def test_what_is_whole_gets_no_remark() -> None:
    """Nested conditions and loops, in paragraphs, rows and running text, all well."""
    paragraphs = [
        "# {{ a | stor }}",
        "{%p if a %}",
        "{%p for b in c %}",
        "{{ b }}{% if not loop.last %}, {% endif %}{% if b == «x» %}y{% elif b %}z{% else %}w{% endif %}",
        "{%p endfor %}",
        "{%p elif d %}",
        "{%p else %}",
        "{%p endif %}",
        "{%tr for e in f %}",
        "{{ e }}",
        "{%tr endfor %}",
        "{% set g = a %}{{ g }}",
    ]
    assert remarks(*paragraphs) == []


DEEP = {
    "300 parentheses": f"{'(' * 300}a{')' * 300}",
    "300 lists": f"{'[' * 300}a{']' * 300}",
    "300 nots": f"{'not ' * 300}a",
    "300 filters": f"a{' | stor' * 300}",
    "300 questions": " or ".join(["a"] * 300),
    "300 members": f"a{'.a' * 300}",
}


@pytest.mark.parametrize("what", DEEP)
def test_an_expression_that_is_too_deep_is_told(what: str) -> None:
    """Neither Jinja nor Python can make anything of it; it is the template's fault, not ours."""
    paragraph = f"{{{{ {DEEP[what]} }}}}"
    remark = only(paragraph)
    assert (remark.code, remark.quote) == ("tag-broken", paragraph)
    assert remark.message == "taggen kan ikke leses: for mye står inni hverandre"
    assert remark.hint == "Del det opp, eller ta bort parenteser som ikke trengs."


@pytest.mark.parametrize("opening", ["for a in b", "if a"])
def test_too_many_statements_inside_each_other_are_told(opening: str) -> None:
    """At the first that is too many."""
    opened = [f"{{%p {opening} %}} "] * 21
    closed = [f"{{%p end{opening.split()[0]} %}}"] * 21
    remark = only(*map(str.strip, opened), *closed)
    assert (remark.code, remark.message) == ("tag-too-deep", "mer enn 15 if og for inni hverandre")
    assert find_tags([*map(str.strip, opened[:15]), *closed[:15]])[1] == ()


def test_what_is_as_deep_as_can_be_compiles() -> None:
    """What passes here must pass in Python too."""
    chain = " or ".join(["a"] * 50)
    for expression in (chain, f"a{' | stor' * 50}", f"a{'.a' * 50}", f"{'(' * 50}a{')' * 50}", f"{'not ' * 50}a"):
        paragraph = f"{{% if {expression} %}}x{{% endif %}}"
        assert find_tags([paragraph])[1] == ()
        nested = "{% for a in b %}" * 15 + paragraph + "{% endfor %}" * 15
        assert compile_part(f"<w:p><w:r><w:t>{nested}</w:t></w:r></w:p>") is not None
