"""Writes `docs/language.md` from the example files, so that the page cannot say what the rules do not do.

Run as ``python -m tests.unit.linguistics.language_page``; a test compares its answer with the page.
"""

from pathlib import Path

from service.domain.content import Content
from service.domain.language import TARGETS, Language
from service.domain.unit import Role, Segment
from service.linguistics.finishing import finish
from service.linguistics.gender_policy import GenderPolicy
from service.linguistics.german import prepare
from service.linguistics.language_care import LanguageCare
from service.linguistics.profiles import find_profile
from service.linguistics.segmenter import split
from service.linguistics.shields import shield
from service.quality import CHECKS
from tests.unit.linguistics.article_examples import BY_HAND, NAMES, read_passages
from tests.unit.linguistics.examples import FOLDER, content_of, read_examples, text_of
from tests.unit.quality.gender_examples import FILES, count_findings, find_issues, read_sentences

PAGE = Path(__file__).parents[3] / "docs" / "language.md"
GERMAN = {
    "characters.txt": Role.PARAGRAPH,
    "abbreviations.txt": Role.PARAGRAPH,
    "dates.txt": Role.PARAGRAPH,
    "gender.txt": Role.PARAGRAPH,
    "gender-phrases.txt": Role.PARAGRAPH,
    "headlines.txt": Role.HEADLINE,
}
FINISHED = (
    "quotes.txt",
    "marks.txt",
    "numbers.txt",
    "times-dates.txt",
    "ordinals.txt",
    "spelling.txt",
    "sentence-form.txt",
)
HEAD = """# Language: how German is read, and French and Italian are written

This page is generated from `tests/examples/`, which a linguist can read and extend: add a line there, run
`python -m tests.unit.linguistics.language_page`, and the line appears here as the rules treat it. A test compares the two.

`·` is a no-break space (U+00A0), `‧` a narrow one (U+202F); `<1>`…`</1>`, `<2/>` are inline codes (bold, a link, a note),
`<3␤/>` is a hard line break.

The way of a segment: **split** (a unit into sentences) → **prepare** (German made plain for the engine) → the engine → **finish**
(the draft set as its language is written) → **check** (what a person should look at). Addresses, file names, tags, telephone
and account numbers are hidden from the engine before it reads the segment, and stand in the draft again to the letter.
"""

ARTICLES_HEAD = """## Whole articles, from source to finished

Each article in `tests/examples/articles` goes the whole way. Drafts are those of the starter packages 0.5, recorded
(`python -m tests.unit.linguistics.article_examples --packages DIRECTORY`), which are poor; those "by hand" were written by a person
as a better model might answer, with the slips of models that the rules are for. What stands under *prepared* and *finished* is what
the rules say now. `{…}` is hidden from the model. A segment whose drafts the rules leave alone is not shown.
"""

GENDERS_HEAD = """### Both genders named (`genders`)

Where the source names both genders and the policy is the double form, so must the translation; the masculine alone is minor, the
feminine alone or one gender twice is major. Nouns are known by their endings and from `service/quality/data/persons.tsv`, which
says for each German noun what French and Italian call such persons. When the sentences judged on were first tried, all 30 wrong ones were found
and one right one was objected to (*le personnel soignant*), which the list has since.
"""


def write_page() -> str:
    """The page as the rules would have it now."""
    parts = [HEAD, "## Where sentences end\n", *_sentences(), "## Inline codes at sentence borders\n", *_segments()]
    parts += ["## How German is prepared\n", *(line for name, role in GERMAN.items() for line in _prepared(name, role))]
    parts += _headlines() + _policies()
    parts += ["## What a block keeps\n", *_kept(), "## What no model is asked for\n", *_worded()]
    parts += ["## How drafts are finished\n", *(line for name in FINISHED for line in _finished(name))]
    parts += [ARTICLES_HEAD, *(line for name in NAMES for line in _article(name))]
    parts += ["## What is checked\n", *(line for check in CHECKS for line in _checked(check))]
    parts += [GENDERS_HEAD, *(line for name in FILES for line in _genders(name))]
    return "\n".join(parts)


def _title(name: str) -> str:
    """The first line of an example file, which says what its rule does."""
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")


def _table(*rows: tuple[str, ...]) -> str:
    head, *body = (f"| {' | '.join(map(_cell, row))} |" for row in rows)
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body]) + "\n"


def _cell(text: str) -> str:
    return (
        text
        if text in PLAIN or text.startswith("starter ")
        else f"`` {text} ``"
        if "`" in text
        else f"`{text}`"
        if text
        else ""
    )


PLAIN = frozenset(
    {
        "source",
        "prepared",
        "draft",
        "finished",
        "profile",
        "policy",
        "drafted by",
        "decoded",
        "by hand",
        "wording",
        "as German is written",
        "the same",
        "role",
        "target",
        "language",
        "finding",
        "segments in [ ]",
        "ok",
        "kept in { }",
        "French",
        "Italian",
    }
)


def _sentences() -> list[str]:
    rows = [" ".join(row) for row in read_examples("linguistics/sentences.txt")]
    return [_table(("segments in [ ]",), *((_bracketed(Content(row), Role.PARAGRAPH),) for row in rows))]


def _segments() -> list[str]:
    rows = read_examples("linguistics/segments.txt")
    return [
        _table(("role", "segments in [ ]"), *((row[0], _bracketed(content_of(row[1]), Role(row[0]))) for row in rows))
    ]


def _bracketed(content: Content, role: Role) -> str:
    parts = split(content, role)
    return "".join(
        f"[{text_of(part.content)}]" if isinstance(part, Segment) else text_of(part.content) for part in parts
    )


def _prepared(name: str, role: Role) -> list[str]:
    rows = read_examples(f"linguistics/{name}")
    return [
        _title(f"linguistics/{name}") + "\n",
        _table(("source", "prepared"), *((row[0], text_of(prepare(content_of(row[0]), role).content)) for row in rows)),
    ]


def _kept() -> list[str]:
    rows = read_examples("linguistics/kept.txt")
    table = [("role", "source", "kept in { }")]
    table += [(role, source, mark_kept(content_of(source), Role(role))) for role, source, _ in rows]
    return [_title("linguistics/kept.txt") + "\n", _table(*table)]


def mark_kept(content: Content, role: Role) -> str:
    """The content's text with what its role keeps in braces."""
    parts = shield(content, role=role)
    return "".join(part if isinstance(part, str) else f"{{{part.data}}}" for part in parts)


def _worded() -> list[str]:
    rows = read_examples("linguistics/wordings.txt")
    table = [("role", "source", "French", "Italian")]
    table += [(role, source, *word_in_all(content_of(source), Role(role))) for role, source, *_ in rows]
    return [_title("linguistics/wordings.txt") + "\n", _table(*table)]


def word_in_all(content: Content, role: Role) -> list[str]:
    """The agreed wording in every target language, – where there is none."""
    worded = [LanguageCare().word(content, role, language) for language in TARGETS]
    return [text_of(each) if each else "–" for each in worded]


def _headlines() -> list[str]:
    table = [("source", "prepared", "as German is written")]
    for source, expected in read_examples("linguistics/press-headlines.txt"):
        prepared = prepare(Content(source), Role.HEADLINE).content.text
        table.append((source, prepared, "the same" if prepared == expected else expected))
    right = sum(row[2] == "the same" for row in table)
    title = _title("linguistics/press-headlines.txt")
    return [f"{title} {right} of {len(table) - 1} are.\n", _table(*table)]


def _policies() -> list[str]:
    table = [("policy", "source", "prepared")]
    for policy, source, _ in read_examples("linguistics/gender-policies.txt"):
        prepared = prepare(content_of(source), Role.PARAGRAPH, GenderPolicy(policy)).content
        table.append((policy, source, text_of(prepared)))
    return [_title("linguistics/gender-policies.txt") + "\n", _table(*table)]


def _finished(name: str) -> list[str]:
    table = [("profile", "role", "source", "draft", "finished")]
    for profile, role, source, draft, _ in read_examples(f"linguistics/{name}"):
        finished = finish(content_of(draft), content_of(source), Role(role), find_profile(profile)).content
        table.append((profile, role, source, draft, text_of(finished)))
    return [
        f"### {Path(name).stem.replace('-', ' ').capitalize()}\n",
        _title(f"linguistics/{name}") + "\n",
        _table(*table),
    ]


def _article(name: str) -> list[str]:
    table = [("language", "source", "prepared", "drafted by", "decoded", "finished")]
    table += [
        (str(each.language), each.source, each.prepared, each.drafted_by, each.draft, each.finished)
        for each in read_passages(name)
        if each.drafted_by == BY_HAND or (each.source, each.draft) != (each.prepared, each.finished)
    ]
    return [f"### {name.replace('-', ' and ').capitalize()}\n", _table(*table)]


def _checked(check) -> list[str]:
    name = check.__name__.removeprefix("check_")
    table = [("language", "source", "target", "finding")]
    for language, source, target, _ in read_examples(f"quality/{name}.txt"):
        issue = check(content_of(source), content_of(target), Language.parse(language))
        table.append((language, source, target, f"{issue.severity}: {issue.message}" if issue else "ok"))
    title = (check.__doc__ or "").splitlines()[0].removesuffix(".")
    return [f"### {title} (`{name}`)\n", _title(f"quality/{name}.txt") + "\n", _table(*table)]


def _genders(name: str) -> list[str]:
    table = [("language", "source", "target", "finding")]
    for language, source, target, _ in read_sentences(name):
        found = [f"{issue.severity}: {issue.message}" for issue in find_issues(language, source, target)]
        table.append((language, source, target, " ".join(found) or "ok"))
    count = count_findings(name)
    told = (
        f"Of {count.total} sentences {count.right + count.missed} are wrong: {count.right} of them are found (recall "
        f"{count.right / (count.right + count.missed):.0%}); of {count.right + count.false} found {count.right} are wrong "
        f"(precision {count.right / (count.right + count.false):.0%})."
    )
    return [f"{_title(f'genders/{name}.txt')} {told}\n", _table(*table)]


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
