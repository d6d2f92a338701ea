"""The steps of a translation, each a function of the work and the tools; refuses knowledge of a format or a language."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.domain.content import Content
from service.domain.errors import EmptyArticle, LimitExceeded, TranslationFailed
from service.domain.language import Language
from service.domain.target import Origin, Target
from service.domain.translation import Draft, Request
from service.domain.unit import Role, TranslationUnit
from service.pipeline.cache_key import cache_key
from service.pipeline.guesses import find_guesses
from service.pipeline.memory import recall, weigh_issues
from service.pipeline.ports import Linguistics
from service.pipeline.terms import draft_from_term, draft_from_wording, look_into
from service.pipeline.work import Line, Tools, Work
from service.quality.genders import check_genders
from service.quality.terms import check_terms


def extract(work: Work, _tools: Tools) -> Work:
    """Bytes to article."""
    article = work.format.extract(work.data)
    if not article.units:
        raise EmptyArticle
    return replace(work, article=article)


def segment(work: Work, tools: Tools) -> Work:
    """Units to sentences."""
    units = cut_units(work.extracted.units, tools.care, tools.max_segments)
    return replace(work, article=work.extracted.with_units(units))


def cut_units(units: Sequence[TranslationUnit], care: Linguistics, limit: int) -> tuple[TranslationUnit, ...]:
    """The units cut into segments; raises `LimitExceeded` as soon as there are more than `limit`."""
    cut: list[TranslationUnit] = []
    count = 0
    for unit in units:
        cut.append(unit.with_parts(care.split(unit.content, unit.role)))
        count += len(cut[-1].segments)
        if count > limit:
            raise LimitExceeded("article", limit, count, "segments")
    return tuple(cut)


def prepare(work: Work, tools: Tools) -> Work:
    """One line for each segment and language, its terms found and its source made ready for the engine."""
    known = look_into(tools.terms)

    def prepared(unit: int, role: Role, language: Language, source: Content) -> Line:
        terms = tuple(known.find(source.text, language, work.towns.get(language, "")))
        kept = tuple(term for term in terms if term.kept)
        ready = tools.care.prepare(source, role, language, kept)
        people = tuple(tools.care.name_people(source.text, language))
        both = tuple(tools.care.find_double_forms(source, ready, language))
        return Line(unit, role, language, source, ready.content, terms, people, both, preparation=ready.changes)

    lines = tuple(
        prepared(index, unit.role, language, each.content)
        for language in work.targets
        for index, unit in enumerate(work.extracted.units)
        for each in unit.segments
    )
    return replace(work.with_lines(lines), terms_version=known.version)


def leverage(work: Work, tools: Tools) -> Work:
    """What people approved comes out of the memory; a term, a label or a dateline by itself has its agreed form.

    The rest may be in the cache.
    """
    signatures = {language: tools.engine.signature(language) for language in work.targets}

    def keyed(line: Line) -> Line:
        if line.target:
            return line
        draft = draft_from_term(line, tools.care) or draft_from_wording(line, tools.care)
        key = (
            ""
            if draft
            else cache_key(
                line.prepared, line.language, signatures[line.language], manner=line.manner, opening=line.opening
            )
        )
        return replace(line, key=key, draft=draft)

    lines = [keyed(line) for line in recall(work, tools).lines]
    known = tools.cache.find(sorted({line.key for line in lines if line.key}))
    leveraged = (replace(line, draft=known[line.key], reused=True) if line.key in known else line for line in lines)
    return replace(work, lines=tuple(leveraged), signatures=signatures)


def translate(work: Work, tools: Tools) -> Work:
    """The rest is decoded, in chunks that are kept before the next begins, so that a killed process loses one at most."""
    missing = {line.key: line for line in work.lines if _wants_draft(line)}
    decoded: dict[str, Draft] = {}
    _report_progress(work, decoded)
    for chunk in _chunks(list(missing.values()), tools.chunk):
        drafts = tools.engine.translate(
            [Request(line.prepared, line.language, line.manner, line.opening) for line in chunk]
        )
        for language in work.targets:
            pairs = zip(chunk, drafts, strict=True)
            fresh = {line.key: draft for line, draft in pairs if line.language is language}
            tools.cache.keep(fresh, label=work.signature(language).digest)
            decoded |= fresh
        _report_progress(work, decoded)
    return work.with_lines(
        tuple(replace(line, draft=decoded[line.key]) if _wants_draft(line) else line for line in work.lines)
    )


def finish(work: Work, tools: Tools) -> Work:
    """Drafts to targets, written as the language is written."""

    def finished(line: Line) -> Line:
        draft = _draft(line)
        ready = tools.care.finish(draft.content, line.source, line.role, line.language)
        target = Target(
            ready.content,
            Origin.MACHINE if line.key else Origin.TERM,
            signature=work.signature(line.language) if line.key else None,
            score=draft.score,
            placement=draft.placement,
        )
        return replace(line, target=target, finishing=ready.changes)

    return work.with_lines(tuple(line if line.target else finished(line) for line in work.lines))


def check(work: Work, tools: Tools) -> Work:
    """Every target is read by every check; what they find is written down beside it."""
    return work.with_lines(tuple(check_line(line, tools) for line in work.lines))


def check_line(line: Line, tools: Tools) -> Line:
    """The line with what the checks find in its target."""
    target = _target(line)
    found = [each(line.source, target.content, line.language) for each in tools.checks]
    missed = check_terms(line.terms, target.content, line.language, line.places)
    one_gender = check_genders(line.both, target.content, line.language)
    issues = (
        *find_guesses(line),
        *(issue for issue in found if issue is not None),
        *one_gender,
        *missed,
    )
    return replace(line, target=replace(target, issues=weigh_issues(target, issues)))


def merge(work: Work, _tools: Tools) -> Work:
    """Targets back into the structure of the article."""
    documents = {
        language: work.format.merge(work.extracted, assemble_targets(work, language), language)
        for language in work.targets
    }
    return replace(work, documents=documents)


def assemble_targets(work: Work, language: Language) -> dict[int, Content]:
    """The translation of each unit that has segments, by the unit's index."""
    targets: dict[int, list[Content]] = {}
    for line in work.lines_of(language):
        targets.setdefault(line.unit, []).append(_target(line).content)
    return {index: work.extracted.units[index].assemble(contents) for index, contents in targets.items()}


def _report_progress(work: Work, decoded: dict[str, Draft]) -> None:
    for language in work.targets:
        lines = work.lines_of(language)
        done = sum(not _wants_draft(line) or line.key in decoded for line in lines)
        work.progress(language, done, len(lines))


def _chunks(lines: list[Line], size: int) -> Iterator[list[Line]]:
    """Chunks of `size` lines, alike in length so that a batch wastes little padding."""
    lines.sort(key=lambda line: len(line.prepared.text), reverse=True)
    for start in range(0, len(lines), size):
        yield lines[start : start + size]


def _wants_draft(line: Line) -> bool:
    return line.draft is None and line.target is None


def _draft(line: Line) -> Draft:
    if line.draft is None:
        raise TranslationFailed(f"A segment of block {line.unit + 1} has no translation. Translate the article again.")
    return line.draft


def _target(line: Line) -> Target:
    if line.target is None:
        raise TranslationFailed(f"A segment of block {line.unit + 1} has no target. Translate the article again.")
    return line.target
