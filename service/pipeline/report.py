"""The structure report: proof, by reading the translation again, that the structure survived; refuses opinions.

Its keys are described in docs/report.md; a change of their meaning raises `VERSION`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from service.domain.article import Article
from service.domain.content import Content, InlineCode
from service.domain.errors import ServiceError
from service.domain.issue import Severity
from service.domain.language import Language
from service.domain.signature import PackageIdentity
from service.domain.verbatim import find_verbatim
from service.pipeline.memory import RECALLED
from service.pipeline.ports import Format
from service.pipeline.rating import is_calibrated, list_review
from service.pipeline.segment_report import count_attempts, count_codes, count_numbers, list_issues, report_segment
from service.pipeline.steps import assemble_targets
from service.pipeline.terms import count_terms
from service.pipeline.work import Line, Work
from service.quality.doubts import Doubt, find_doubts

VERSION = 1


def report(work: Work, language: Language, review: int = 3) -> dict[str, object]:
    """What went in and what came out for one language; JSON values only. `review` segments at most are named to be read first.

    ``ok`` is true when the structure of the translation, read again, and the codes of its targets equal those of the source,
    and no check found anything graver than minor.
    """
    lines = work.lines_of(language)
    source = _structure(work.format, work.extracted, [unit.content for unit in work.extracted.units])
    target = _structure_of_translation(work, language)
    issues = [issue for number, line in enumerate(lines) for issue in list_issues(number, line)]
    differences = sorted(key for key in {*source, *target} if source.get(key) != target.get(key))
    return {
        "version": VERSION,
        "language": str(language),
        "doubts": [represent_doubt(each) for each in list_doubts(work.extracted, work.format)],
        "roles": [str(unit.role) for unit in work.extracted.units],
        "ok": not differences and all(issue["severity"] == Severity.MINOR for issue in issues),
        "structure_kept": not differences,
        "differences": differences,
        "source": source,
        "target": target,
        "segments": _count_segments(lines),
        "attempts": count_attempts(lines),
        "terms": {"version": work.terms_version, "town": work.towns.get(language, ""), **count_terms(lines)},
        "placement": dict(Counter(line.target.placement for line in lines if line.target and line.source.codes)),
        "codes": count_codes(lines),
        "numbers": count_numbers(lines),
        "issues": issues,
        "review": list_review(lines, review),
        "confidence_calibrated": is_calibrated(work, language),
        "per_segment": [report_segment(number, line) for number, line in enumerate(lines)],
        "signature": str(work.signature(language)),
        "packages": [_package(each) for each in work.signature(language).packages],
    }


def list_doubts(article: Article, form: Format) -> tuple[Doubt, ...]:
    """What is odd about the article as it was handed in."""
    return find_doubts((unit.content.text for unit in article.units), form.media_type)


def represent_doubt(doubt: Doubt) -> dict[str, str]:
    """A doubt as JSON."""
    return {"code": doubt.code, "found": doubt.found, "message": doubt.message}


def _count_segments(lines: Sequence[Line]) -> dict[str, int]:
    return {
        "total": len(lines),
        "decoded": len({line.key for line in lines if line.key and not line.reused}),
        "reused": sum(line.reused for line in lines),
        "memory": sum(line.target is not None and line.target.origin in RECALLED for line in lines),
        "repaired": sum(bool(line.attempt) for line in lines),
    }


def _structure_of_translation(work: Work, language: Language) -> Mapping[str, object]:
    """Of the translation read again, written without its language: a reader of German passes over ``lang="fr"``."""
    targets = assemble_targets(work, language)
    try:
        article = work.format.extract(work.format.merge(work.extracted, targets))
    except ServiceError as error:
        return {"unreadable": str(error)}
    contents = [targets.get(index, unit.content) for index, unit in enumerate(work.extracted.units)]
    counted = _structure(work.format, article, contents)
    stretches = [work.format.outline(each).stretches for each in (work.extracted, article)]
    if stretches[0] is not None and stretches[0] == stretches[1]:
        counted["blocks"] = len(work.extracted.units)  # a dateline is told from a paragraph by its German words
    return counted


def _structure(form: Format, article: Article, contents: Sequence[Content]) -> dict[str, object]:
    """What can be counted. Roles and the codes a format sees in a translation are left out: German words tell them."""
    pieces = [part if isinstance(part, str) else part.data for unit in article.units for part in unit.content]
    outline = form.outline(article)
    counted: dict[str, object] = {
        "blocks": len(article.units),
        "codes": dict(sorted(Counter(_name(code) for content in contents for code in content.codes).items())),
        "links": list(outline.links),
        "images": list(outline.images),
        "addresses": sorted(piece[start:end] for piece in pieces for start, end in find_verbatim(piece)),
    }
    return counted if outline.blank_lines is None else counted | {"blank_lines": outline.blank_lines}


def _package(package: PackageIdentity) -> dict[str, str]:
    return {"package": package.name, "version": package.version, "sha256": package.checksum}


def _name(code: InlineCode) -> str:
    return f"{code.kind}:{code.data}"
