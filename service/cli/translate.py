"""`gemello translate`: a file in, its translations out; refuses to know a format or a language rule."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from service.bootstrap import Application, wired
from service.cli.report_summary import summarise
from service.domain.language import Language, parse_targets
from service.domain.records import Rendering
from service.domain.towns import parse_towns
from service.pipeline.ports import Format
from service.pipeline.translate_article import translate_article

NEEDS_A_PERSON = 3


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--to", "codes", required=True, help="Target languages, for example fr,it.")
@click.option(
    "--format",
    "name",
    help="Format of the file: text, markdown, html, docx, odt, article or a media type. Default: by its name, else text.",
)
@click.option(
    "--output", type=click.Path(path_type=Path), help="A directory, or with one language a file; - is standard output."
)
@click.option(
    "--town",
    "towns",
    default="",
    help="The twin town that reads a language, e.g. fr=Montbéliard: terms agreed with it count. Default: GEMELLO_TOWNS.",
)
@click.option("--report", is_flag=True, help="Print the structure report as JSON, a summary to stderr.")
def translate(file: Path, codes: str, name: str | None, output: Path | None, towns: str, report: bool) -> None:
    """Translate FILE (or - for standard input); article.txt becomes article.fr.txt and article.it.txt beside it."""
    targets, readers = parse_targets(codes), parse_towns(towns)
    application = wired()
    application.prepare()
    form = _format(application, file, name)
    places = _places(application, form, file, output, targets)
    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    with _progress() as progress:
        renderings = translate_article(data, form, targets, application.tools, progress, readers)
    _warn(renderings)
    for language, rendering in renderings.items():
        _write(places[language], rendering.document)
    if report:
        to_stderr = any(place is None for place in places.values())
        reports = {str(language): rendering.report for language, rendering in renderings.items()}
        click.echo(json.dumps(reports, ensure_ascii=False, indent=2), err=to_stderr)
        for each in reports.values():
            click.echo(summarise(each), err=True)
    sys.exit(_verdict(renderings))


def _warn(renderings: Mapping[Language, Rendering]) -> None:
    """Says once what is odd about the article."""
    for doubt in {
        each["code"]: each for rendering in renderings.values() for each in rendering.report["doubts"]
    }.values():
        click.echo(f"Warning: {doubt['message']}", err=True)


def _format(application: Application, file: Path, name: str | None) -> Format:
    if name is not None:
        return application.formats.find(name)
    if str(file) == "-":
        return application.formats.find("text/plain")
    return application.formats.find_for_file(file.name)


def _places(
    application: Application, form: Format, file: Path, output: Path | None, targets: tuple[Language, ...]
) -> dict[Language, Path | None]:
    """Where each language goes; None is standard output. Raises `click.UsageError` before any work is done."""
    piped = str(file) == "-"
    if str(output) == "-" or (output is None and piped):
        if len(targets) > 1:
            raise click.UsageError("Two languages cannot share standard output. Give --output DIR.")
        return {targets[0]: None}
    if output is not None and not output.is_dir():
        if len(targets) > 1:
            raise click.UsageError(f"{output} is not a directory, and two languages need one. Create it first.")
        return {targets[0]: output}
    directory = output or file.parent
    stem = "article" if piped else file.stem
    suffix = application.formats.suffix_of(form.media_type) if piped else file.suffix
    return {language: directory / f"{stem}.{language}{suffix}" for language in targets}


def _write(place: Path | None, document: bytes) -> None:
    if place is None:
        sys.stdout.buffer.write(document)
        sys.stdout.flush()
        return
    partial = place.with_name(f".{place.name}.part")
    try:
        partial.write_bytes(document)
        partial.replace(place)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise click.FileError(str(place), error.strerror or "cannot be written") from error
    click.echo(f"wrote {place}", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[Language, int, int], None]]:
    """A progress bar over all languages, shown only on a terminal."""
    counts: dict[Language, tuple[int, int]] = {}
    with click.progressbar(length=1, label="Translating", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def show(language: Language, done: int, total: int) -> None:
            counts[language] = (done, total)
            bar.length = max(sum(all_of for _, all_of in counts.values()), 1)
            bar.update(sum(each for each, _ in counts.values()) - bar.pos)

        yield show


def _verdict(renderings: Mapping[Language, Rendering]) -> int:
    unwell = [language for language, rendering in renderings.items() if not rendering.report["ok"]]
    if not unwell:
        return 0
    click.echo(f"A person should look at: {', '.join(unwell)}. --report says why.", err=True)
    return NEEDS_A_PERSON
