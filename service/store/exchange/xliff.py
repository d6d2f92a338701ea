"""Translations and memory units as XLIFF 1.2, which every translation program reads; refuses entities and other versions than 1.2 and 2.x.

Written is one ``trans-unit`` a segment: its number as ``id``, codes as ``bpt ept ph``, a state that says whether a person has seen it; of a
memory unit its town, as ``context`` of the type ``x-gemello-town``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from service.domain.content import CodeKind
from service.domain.language import SOURCE, Language
from service.domain.memory import MemoryUnit, normalise
from service.domain.target import State
from service.store.exchange.elements import Element, read_elements
from service.store.exchange.inline import escape_attribute, escape_text, read_sides, write_side
from service.store.exchange.received import TOWN_TYPE, LeftOut, Received, find_target, is_source
from service.store.exchange.unreadable import UnreadableMemory

STATES: Mapping[State, str] = {
    State.INITIAL: "needs-translation",
    State.TRANSLATED: "needs-review-translation",
    State.REVIEWED: "translated",
    State.FINAL: "final",
}
APPROVED = frozenset({"final", "signed-off", "reviewed"})  # states in which a person has agreed to a target
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
FOOT = "</xliff>\n"


@dataclass(frozen=True, slots=True)
class Pair:
    """One segment in an XLIFF file, both sides in notation."""

    id: str
    source: str
    target: str
    state: State
    languages: tuple[str, str] = (SOURCE, "")  # codes as the file writes them
    line: int = 0
    town: str = ""  # of a memory unit


def write_xliff(pairs: Iterable[Pair], language: Language, original: str) -> bytes:
    """The segments of one translation; `original` names the article."""
    return (HEAD + _file(pairs, language, original) + FOOT).encode()


def write_units(units: Iterable[MemoryUnit]) -> bytes:
    """Memory units, one ``file`` a language."""
    ordered = sorted(units, key=lambda unit: unit.language)
    files = (
        _file(
            (Pair(unit.id, unit.source, unit.target, State.FINAL, town=unit.town) for unit in group), language, "memory"
        )
        for language, group in groupby(ordered, key=lambda unit: unit.language)
    )
    return (HEAD + "".join(files) + FOOT).encode()


def read_xliff(data: bytes) -> list[Pair]:
    """Every segment with a target in an XLIFF file of version 1.2 or 2; raises `UnreadableMemory` with line and column."""
    root = read_elements(data, UnreadableMemory)
    if root.name != "xliff":
        raise UnreadableMemory(
            root.line, root.column, f"The file begins with {root.name!r}; an XLIFF begins with 'xliff'."
        )
    version = root.attributes.get("version", "")
    if version.startswith("2"):
        return list(_read_second(root))
    if version.startswith("1"):
        return list(_read_first(root))
    raise UnreadableMemory(root.line, root.column, f"The version is {version!r}; XLIFF 1.2 and 2 are read.")


def read_numbered(data: bytes, language: Language) -> dict[int, tuple[str, str]]:
    """Both sides of every segment by its number, which is its ``id``; raises `UnreadableMemory` for another language too."""
    numbered: dict[int, tuple[str, str]] = {}
    for pair in read_xliff(data):
        if find_target(pair.languages[1]) is not language:
            raise UnreadableMemory(pair.line, 1, f"This is a translation into {pair.languages[1]!r}, not {language}.")
        if not pair.id.isdecimal():
            raise UnreadableMemory(pair.line, 1, f"The id {pair.id!r} is no number of a segment.")
        numbered[int(pair.id)] = (pair.source, pair.target)
    return numbered


def read_units(data: bytes) -> Received:
    """The approved segments of an XLIFF file as memory units."""
    received = Received()
    for pair in read_xliff(data):
        language = find_target(pair.languages[1])
        if not is_source(pair.languages[0]) or language is None:
            received.left_out[LeftOut.LANGUAGES] += 1
        elif pair.state is not State.FINAL:
            received.left_out[LeftOut.UNAPPROVED] += 1
        else:
            received.take(pair.source, pair.target, language, town=pair.town)
    return received


def _file(pairs: Iterable[Pair], language: Language, original: str) -> str:
    facts = f'source-language="{SOURCE}" target-language="{language}" datatype="plaintext"'
    units = "".join(map(_unit, pairs))
    return f"  <file original={escape_attribute(original)} {facts}>\n    <body>\n{units}    </body>\n  </file>\n"


def _unit(pair: Pair) -> str:
    approved = ' approved="yes"' if pair.state is State.FINAL else ""
    source, target = write_side(pair.source, _code), write_side(pair.target, _code)
    return (
        f'      <trans-unit id={escape_attribute(pair.id)}{approved} xml:space="preserve">\n'
        f'        <source xml:lang="{SOURCE}">{source}</source>\n'
        f'        <target state="{STATES[pair.state]}">{target}</target>\n{_town(pair.town)}'
        "      </trans-unit>\n"
    )


def _town(town: str) -> str:
    if not town:
        return ""
    context = f'<context context-type="{TOWN_TYPE}">{escape_text(town)}</context>'
    return f'        <context-group purpose="information">{context}</context-group>\n'


def _code(number: str, kind: CodeKind, shown: str) -> str:
    name = {CodeKind.OPENING: "bpt", CodeKind.CLOSING: "ept", CodeKind.STANDALONE: "ph"}[kind]
    pair = "" if kind is CodeKind.STANDALONE else f' rid="{number}"'
    return f'<{name} id="{number}"{pair}>{shown}</{name}>'


def _read_first(root: Element) -> Iterator[Pair]:
    for file in root.walk("file"):
        languages = (file.attributes.get("source-language", ""), file.attributes.get("target-language", ""))
        for unit in file.walk("trans-unit"):
            source, target = _child(unit, "source"), _child(unit, "target")
            if source is not None and target is not None:
                final = unit.attributes.get("approved") == "yes" or target.attributes.get("state") in APPROVED
                pair = _pair(unit, source, target, State.FINAL if final else State.TRANSLATED, languages)
                yield replace(pair, town=_read_town(unit))


def _read_second(root: Element) -> Iterator[Pair]:
    languages = (root.attributes.get("srcLang", ""), root.attributes.get("trgLang", ""))
    for unit in root.walk("unit"):
        for segment in unit.walk("segment"):
            source, target = _child(segment, "source"), _child(segment, "target")
            if source is not None and target is not None:
                final = segment.attributes.get("state") in APPROVED
                yield _pair(unit, source, target, State.FINAL if final else State.TRANSLATED, languages)


def _read_town(unit: Element) -> str:
    towns = (each for each in unit.walk("context") if each.attributes.get("context-type") == TOWN_TYPE)
    return next((normalise("".join(node for node in each.nodes if isinstance(node, str))) for each in towns), "")


def _pair(unit: Element, source: Element, target: Element, state: State, languages: tuple[str, str]) -> Pair:
    return Pair(unit.attributes.get("id", ""), *read_sides(source, target), state, languages, unit.line)


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element.children if child.name == name), None)
