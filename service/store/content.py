"""The JSON form of contents, drafts, targets, issues and signatures; refuses files and SQL.

Every form reads back as the value it was written from. A text is a JSON string and a code a JSON list, so
``Content("a|b")`` is ``["a|b"]`` and can never be taken for anything else:

    Content("Der ", InlineCode(1, OPENING, "<b>"), "Rat")  <->  ["Der ", [1, "opening", "<b>", ""], "Rat"]
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.findings import FINDINGS
from service.domain.issue import Issue, Severity
from service.domain.signature import DecodingOptions, EngineSignature, PackageIdentity
from service.domain.target import Origin, State, Target
from service.domain.translation import Draft

JsonValue = Any  # what json.loads gives; each reader below knows the shape its writer made


def write_content(content: Content) -> list[JsonValue]:
    """A list with one item a part."""
    return [_write_part(part) for part in content]


def read_content(form: Sequence[JsonValue]) -> Content:
    """What `write_content` wrote."""
    return Content(*(_read_part(part) for part in form))


def write_draft(draft: Draft) -> dict[str, JsonValue]:
    """An object with the draft's fields."""
    return {
        "content": write_content(draft.content),
        "score": draft.score,
        "placement": draft.placement,
        "displaced": list(draft.displaced),
        "phrased": list(draft.phrased),
        "decodes": draft.decodes,
    }


def read_draft(form: Mapping[str, JsonValue]) -> Draft:
    """What `write_draft` wrote."""
    return Draft(
        content=read_content(form["content"]),
        score=form["score"],
        placement=form["placement"],
        displaced=tuple(form["displaced"]),
        phrased=tuple(form.get("phrased", ())),  # drafts of older versions do not say
        decodes=form["decodes"],
    )


def write_target(target: Target) -> dict[str, JsonValue]:
    """An object with the target's fields; they are also the columns of a stored segment."""
    return {
        "content": write_content(target.content),
        "origin": str(target.origin),
        "state": str(target.state),
        "signature": None if target.signature is None else write_signature(target.signature),
        "score": target.score,
        "placement": target.placement,
        "issues": [write_issue(issue) for issue in target.issues],
    }


def read_target(form: Mapping[str, JsonValue]) -> Target:
    """What `write_target` wrote; other keys are passed over."""
    return Target(
        content=read_content(form["content"]),
        origin=Origin(form["origin"]),
        state=State(form["state"]),
        signature=None if form["signature"] is None else read_signature(form["signature"]),
        score=form["score"],
        placement=form["placement"],
        issues=tuple(read_issue(issue) for issue in form["issues"]),
    )


def write_signature(signature: EngineSignature) -> dict[str, JsonValue]:
    """An object with the packages of the route in order and the decoding options."""
    return asdict(signature)


def read_signature(form: Mapping[str, JsonValue]) -> EngineSignature:
    """What `write_signature` wrote."""
    packages = tuple(PackageIdentity(**package) for package in form["packages"])
    return EngineSignature(packages, DecodingOptions(**form["options"]))


def write_issue(issue: Issue) -> dict[str, JsonValue]:
    """An object with the issue's fields."""
    return {**asdict(issue), "severity": str(issue.severity)}


def read_issue(form: Mapping[str, JsonValue]) -> Issue:
    """What `write_issue` wrote; of a finding that another version knew, the message alone."""
    known = {**form, "severity": Severity(form["severity"]), "kind": "", "facts": ()}
    facts = tuple((str(name), str(value)) for name, value in form.get("facts", ()))
    names = FINDINGS.get(f"{form['check']}.{form.get('kind', '')}")
    if names == tuple(name for name, _ in facts):
        known |= {"kind": form["kind"], "facts": facts}
    return Issue(**known)


def _write_part(part: Part) -> JsonValue:
    return part if isinstance(part, str) else [part.id, str(part.kind), part.data, part.equivalent]


def _read_part(form: JsonValue) -> Part:
    if isinstance(form, str):
        return form
    identity, kind, data, equivalent = form
    return InlineCode(identity, CodeKind(kind), data, equivalent)
