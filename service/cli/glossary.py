"""`gemello glossary`: the agreed terms, shown, changed and exchanged; refuses file formats (the store has those)."""

from pathlib import Path

import click

from service.cli.application import open_application, read_language
from service.cli.files import read_file, write_file
from service.domain.grammar import Grammar
from service.domain.language import Language, parse_targets
from service.domain.term import SEPARATOR, CaseRule, Term, read_forms
from service.newsroom.glossary import Filter, Taken
from service.store.exchange import READERS, WRITERS

MOST_NAMED = 5  # forms of which something is told
FORMATS = click.Choice(sorted(READERS))
TO = click.option("--to", "code", required=True, help="The target language, for example fr.")
TOWN = click.option(
    "--town", default="", help="The twin town it is agreed with. Default: every reader of the language."
)
FORMAT = click.option("--format", "name", type=FORMATS, help="Default: by the file's name, else csv.")


@click.group()
def glossary() -> None:
    """The agreed translations of terms: the city's own and those shipped."""


@glossary.command("list")
@click.option("--to", "code", help="Only this target language.")
@click.option("--own", is_flag=True, help="Only the city's own terms.")
def list_terms(code: str | None, own: bool) -> None:
    """Every term: whose it is, German, language, forms, how it is treated, town, note."""
    languages = parse_targets(code) if code else tuple(Language)
    for term in open_application().glossary.list(Filter(languages, own=own)):
        treated = ",".join(filter(None, ("exact" * (term.case is CaseRule.EXACT), "keep" * term.kept)))
        whose, forms = "starter" if term.starter else "own", SEPARATOR.join(term.written)
        click.echo(f"{whose}\t{term.source}\t{term.language}\t{forms}\t{treated}\t{term.town}\t{term.note}")


@glossary.command()
@click.argument("source")
@TO
@click.option("--form", "forms", multiple=True, help="An allowed form, e.g. 'mairie [f]'; the first is preferred.")
@click.option("--exact", is_flag=True, help="Find it only with the capitals given.")
@click.option("--keep", is_flag=True, help="Do not translate it: it stands in the target as it is.")
@TOWN
@click.option("--note", default="", help="Where it comes from, or why.")
def add(source: str, code: str, forms: tuple[str, ...], exact: bool, keep: bool, town: str, note: str) -> None:
    """Agree on SOURCE (German base form) in one language; replaces what was agreed before."""
    case = CaseRule.EXACT if exact else CaseRule.FOLDED
    plain, grammar = read_forms(forms)
    term = Term(source, read_language(code), plain, case, kept=keep, town=town, note=note, grammar=grammar)
    glossary = open_application().glossary
    before = glossary.find(source, term.language, term.town)
    taken = glossary.take_over([term])
    told = f" It was {' or '.join(before.accepted)} before." if before and taken.replaced else ""
    click.echo(f"{source} is {' or '.join(term.accepted)} in {term.language}.{told}", err=True)
    _tell_untold(taken)


@glossary.command()
@click.argument("source")
@TO
@TOWN
def remove(source: str, code: str, town: str) -> None:
    """Remove one of the city's own terms; a term shipped for the same word counts again."""
    open_application().own_terms.remove(source, read_language(code), town)
    click.echo(f"{source} is removed.", err=True)


@glossary.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@FORMAT
def import_terms(file: Path, name: str | None) -> None:
    """Take over the terms of FILE (CSV or TBX); all of them or, if one is wrong, none."""
    application = open_application()
    data = read_file(file)
    taken = application.glossary.take_over(READERS[_format(file, name)](data))
    told = f", {taken.replaced} of them in the place of an entry that said something else" if taken.replaced else ""
    click.echo(f"{taken.imported} terms imported{told}.", err=True)
    _tell_untold(taken)


@glossary.command("export")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), default="-")
@FORMAT
@click.option("--all", "everything", is_flag=True, help="The terms shipped with Gemello too.")
def export_terms(file: Path, name: str | None, everything: bool) -> None:
    """Write the city's own terms to FILE (- for standard output)."""
    data = WRITERS[_format(file, name)](open_application().glossary.list(Filter(own=not everything)))
    write_file(file, data)


def _tell_untold(taken: Taken) -> None:
    """Forms that will be checked only are told with what makes them more."""
    if taken.untold:
        named = ", ".join(map(repr, taken.untold[:MOST_NAMED])) + (" and others" if taken.untold[MOST_NAMED:] else "")
        click.echo(
            f"Gender and number of {named} are not known, so sentences are checked for them and never mended. "
            f"Write one of {', '.join(f'[{each}]' for each in Grammar)} behind such a form.",
            err=True,
        )


def _format(file: Path, name: str | None) -> str:
    suffix = file.suffix.lower().removeprefix(".")
    return name or (suffix if suffix in READERS else "csv")
