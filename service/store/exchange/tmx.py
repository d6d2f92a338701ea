"""Memory units as TMX 1.4b, the field's own exchange format; refuses entities, and nothing that other programs write well.

Written is one ``tu`` a unit: who made it (``creationid``), when, its neighbours as ``prop`` ``prev`` and ``next``, its town as
``x-gemello-town``. Read are units that
have German and French or Italian, in any spelling of the codes (``de-DE``, ``FR``), with any further languages beside them.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from service.domain.content import CodeKind
from service.domain.language import SOURCE
from service.domain.memory import MemoryUnit, normalise
from service.store.exchange.elements import Element, read_elements
from service.store.exchange.inline import escape_attribute, escape_text, read_sides, write_side
from service.store.exchange.received import TOWN_TYPE, LeftOut, Received, find_target, is_made_by_machine, is_source
from service.store.exchange.unreadable import UnreadableMemory

BEFORE, AFTER = "prev", "next"
TIME = "%Y%m%dT%H%M%SZ"
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="Gemello" creationtoolversion="1" segtype="sentence" o-tmf="Gemello" adminlang="en" srclang="{SOURCE}" datatype="plaintext"/>
  <body>
"""
FOOT = "  </body>\n</tmx>\n"


def write_tmx(units: Iterable[MemoryUnit]) -> bytes:
    """The units as TMX, in their order; characters that XML has no place for are written U+FFFD."""
    return (HEAD + "".join(map(_unit, units)) + FOOT).encode()


def read_tmx(data: bytes) -> Received:
    """What a TMX file holds; raises `UnreadableMemory` with line and column."""
    root = read_elements(data, UnreadableMemory)
    if root.name != "tmx":
        raise UnreadableMemory(root.line, root.column, f"The file begins with {root.name!r}; a TMX begins with 'tmx'.")
    received = Received()
    for unit in root.walk("tu"):
        _read_unit(unit, received)
    return received


def _unit(unit: MemoryUnit) -> str:
    facts = {"creationdate": _time(unit.created), "changedate": _time(unit.changed)}
    if unit.author:
        facts |= {"creationid": unit.author, "changeid": unit.author}
    attributes = "".join(f" {name}={escape_attribute(value)}" for name, value in facts.items() if value)
    props = "".join(
        f'      <prop type="{kind}">{escape_text(text)}</prop>\n'
        for kind, text in ((BEFORE, unit.before), (AFTER, unit.after), (TOWN_TYPE, unit.town))
        if text
    )
    sides = _side(SOURCE, unit.source) + _side(unit.language, unit.target)
    return f"    <tu{attributes}>\n{props}{sides}    </tu>\n"


def _side(language: str, notation: str) -> str:
    return f'      <tuv xml:lang="{language}"><seg>{write_side(notation, _code)}</seg></tuv>\n'


def _code(number: str, kind: CodeKind, shown: str) -> str:
    if kind is CodeKind.STANDALONE:
        return f'<ph x="{number}">{shown}</ph>'
    return (
        f'<bpt i="{number}" x="{number}">{shown}</bpt>'
        if kind is CodeKind.OPENING
        else f'<ept i="{number}">{shown}</ept>'
    )


def _time(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime(TIME) if moment else ""


def _read_unit(unit: Element, received: Received) -> None:
    sides = [(side.attributes.get("lang", ""), side) for side in unit.walk("tuv")]
    source = next((side for code, side in sides if is_source(code)), None)
    targets = [(language, side) for code, side in sides if (language := find_target(code))]
    if source is None or not targets:
        received.left_out[LeftOut.LANGUAGES] += 1
        return
    for language, target in targets:
        made = [each.attributes.get(name, "") for each in (unit, target) for name in ("creationid", "changeid")]
        if is_made_by_machine(made):
            received.left_out[LeftOut.MACHINE] += 1
            continue
        received.take(
            *read_sides(_only_segment(source), _only_segment(target)),
            language,
            before=_prop(unit, BEFORE),
            after=_prop(unit, AFTER),
            author=next((name for name in reversed(made) if name), ""),
            created=_read_time(unit, target, "creationdate"),
            changed=_read_time(unit, target, "changedate"),
            town=normalise(_prop(unit, TOWN_TYPE)),
        )


def _only_segment(side: Element) -> Element:
    found = next(side.walk("seg"), None)
    if found is None:
        raise UnreadableMemory(side.line, side.column, "This 'tuv' has no 'seg'.")
    return found


def _prop(unit: Element, kind: str) -> str:
    props = (each for each in unit.children if each.name == "prop" and each.attributes.get("type") == kind)
    return next(("".join(node for node in each.nodes if isinstance(node, str)) for each in props), "")


def _read_time(unit: Element, target: Element, name: str) -> datetime | None:
    """A date of the unit or its target side; None if there is none that can be read."""
    written = target.attributes.get(name) or unit.attributes.get(name, "")
    try:
        return datetime.strptime(written, TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
