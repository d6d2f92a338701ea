"""The structure report: proof, by reading the translation again, that the structure survived; refuses opinions."""

from collections import Counter
from collections.abc import Mapping, Sequence

from service.domain.article import Article
from service.domain.content import Content, InlineCode
from service.domain.errors import ServiceError
from service.domain.issue import Severity
from service.domain.language import Language
from service.domain.verbatim import find_verbatim
from service.pipeline.steps import assemble_targets
from service.pipeline.terms import count_terms
from service.pipeline.work import Line, Work


def report(work: Work, language: Language) -> dict[str, object]:
    """What went in and what came out for one language; JSON values only.

    ``ok`` is true when the blocks, addresses and blank lines of the translation, read again, and the codes of its targets
    equal those of the source, and no check found anything graver than minor.
    """
    lines = work.lines_of(language)
    source = _structure(work.extracted, [unit.content for unit in work.extracted.units])
    target = _structure_of_translation(work, language)
    issues = [issue for number, line in enumerate(lines) for issue in _issues(number, line)]
    structure_kept = source == target
    return {
        "language": str(language),
        "roles": [str(unit.role) for unit in work.extracted.units],
        "ok": structure_kept and all(issue["severity"] == Severity.MINOR for issue in issues),
        "structure_kept": structure_kept,
        "source": source,
        "target": target,
        "segments": {
            "total": len(lines),
            "decoded": len({line.key for line in lines if line.key and not line.reused}),
            "reused": sum(line.reused for line in lines),
            "repaired": sum(line.repaired for line in lines),
        },
        "terms": {"version": work.terms_version, "town": work.towns.get(language, ""), **count_terms(lines)},
        "placement": dict(Counter(line.target.placement for line in lines if line.target and line.source.codes)),
        "issues": issues,
        "signature": str(work.signature(language)),
    }


def _structure_of_translation(work: Work, language: Language) -> Mapping[str, object]:
    """Of the translation read again, written without its language: a reader of German passes over ``lang="fr"``."""
    targets = assemble_targets(work, language)
    try:
        article = work.format.extract(work.format.merge(work.extracted, targets))
    except ServiceError as error:
        return {"unreadable": str(error)}
    return _structure(article, [targets.get(index, unit.content) for index, unit in enumerate(work.extracted.units)])


def _structure(article: Article, contents: Sequence[Content]) -> dict[str, object]:
    """What can be counted. Roles and the codes a format sees in a translation are left out: German words tell them."""
    pieces = [part if isinstance(part, str) else part.data for unit in article.units for part in unit.content]
    return {
        "blocks": len(article.units),
        "codes": dict(sorted(Counter(_name(code) for content in contents for code in content.codes).items())),
        "addresses": sorted(piece[start:end] for piece in pieces for start, end in find_verbatim(piece)),
        "blank_lines": sum(not line.strip() for line in article.skeleton.original.splitlines()),
    }


def _name(code: InlineCode) -> str:
    return f"{code.kind}:{code.data}"


def _issues(number: int, line: Line) -> list[dict[str, object]]:
    if line.target is None:
        return []
    return [
        {
            "segment": number,
            "block": line.unit,
            "check": issue.check,
            "severity": str(issue.severity),
            "message": issue.message,
        }
        for issue in line.target.issues
    ]
