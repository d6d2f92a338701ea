"""One press release in every format: its blocks have the same roles, and its names and addresses reach the translation."""

import json
import re
from pathlib import Path

import pytest

from service.domain.language import Language
from service.domain.unit import Role
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.pipeline.translate_article import translate_article
from service.pipeline.work import Tools
from tests.fakes import FakeCache, FakeEngine
from tests.unit.formats.office_documents import make_docx, make_odt, p, paragraph, read_part

FOLDER = Path(__file__).parents[1] / "examples" / "releases"
TEXT = (FOLDER / "spielplatz.txt").read_text(encoding="utf-8")
ROLES = [
    Role.AUTHOR,
    Role.SUBHEADING,
    Role.HEADLINE,
    Role.DATELINE,
    Role.TEASER,
    Role.PARAGRAPH,
    Role.SUBHEADING,
    Role.QUOTE,
    Role.LIST_ITEM,
    Role.LIST_ITEM,
    Role.CAPTION,
    Role.AUTHOR,
    Role.CONTACT,
    Role.NAVIGATION,
]
KEPT = (
    "Dr. Matthias Knecht",
    "Max Mustermann",
    "Anna Schmid",
    "Stadt Ludwigsburg",
    "Susanne Müller",
    "Wilhelmstraße 11",
    "71638 Ludwigsburg",
    "07141 910-2004",
    "presse@ludwigsburg.de",
)
WORDED = (
    "Communiqué de presse n°",
    "le 12 mai 2026",
    "Photo",
    "Contact presse",
    "Téléphone",
    "Haut de page",
    "Imprimer",
)


def blocks():
    return [block.strip("\n") for block in TEXT.split("\n\n")]


def build_docx():
    """The release as Word keeps it, only its list by a style."""
    body = ""
    for block in blocks():
        lines = block.split("\n")
        if lines[0].startswith("- "):
            body += "".join(f"<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>{line[2:]}</w:t></w:r></w:p>" for line in lines)
        elif lines[0] == "Kinder planten mit":
            body += f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{lines[0]}</w:t></w:r></w:p>"
        else:
            body += paragraph("<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>")
    return make_docx(body)


def build_odt():
    """The release as an OpenDocument program keeps it."""
    body = ""
    for block in blocks():
        lines = block.split("\n")
        if lines[0].startswith("- "):
            body += (
                f"<text:list>{''.join(f'<text:list-item>{p(line[2:])}</text:list-item>' for line in lines)}</text:list>"
            )
        else:
            style = "P2" if lines[0] == "Kinder planten mit" else "Standard"
            body += p("<text:line-break/>".join(lines), style)
    return make_odt(body)


DOCUMENTS = {
    "a.txt": TEXT.encode(),
    "a.md": (FOLDER / "spielplatz.md").read_bytes(),
    "a.html": (FOLDER / "spielplatz.html").read_bytes(),
    "a.docx": build_docx(),
    "a.odt": build_odt(),
}


def translated(name, data):
    form = Formats().find_for_file(name)
    kit = Tools(FakeEngine(), FakeCache(), LanguageCare(), ())
    return translate_article(data, form, (Language.FRENCH,), kit, lambda *_: None)[Language.FRENCH]


def text_of(name, document):
    """What a reader of the translation sees, in one string."""
    parts = {"a.docx": "word/document.xml", "a.odt": "content.xml"}
    text = read_part(document, parts[name]) if name in parts else document.decode()
    return text if name == "a.md" else re.sub(r"<[^>]*>", "", text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_blocks_of_a_release_have_the_same_roles_in_every_format(name):
    roles = [unit.role for unit in Formats().find_for_file(name).extract(DOCUMENTS[name]).units]
    lines = roles.count(Role.CONTACT)
    assert lines in (1, 7)
    assert roles == ROLES[:12] + [Role.CONTACT] * lines + ROLES[13:] * (len(roles) - 12 - lines)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_names_and_addresses_of_a_release_reach_the_translation_and_its_labels_are_worded(name):
    rendering = translated(name, DOCUMENTS[name])
    document = text_of(name, rendering.document)
    assert [kept for kept in KEPT if kept not in document] == []
    assert [worded for worded in WORDED if worded not in document.replace("\u00a0", " ").replace("&nbsp;", " ")] == []
    assert rendering.report["roles"] == [
        str(unit.role) for unit in Formats().find_for_file(name).extract(DOCUMENTS[name]).units
    ]


def test_a_typed_article_has_its_roles_from_its_fields_and_words():
    data = (FOLDER / "spielplatz.json").read_bytes()
    roles = [unit.role for unit in Formats().find_for_file("a.json").extract(data).units]
    assert roles == [
        Role.SUBHEADING,
        Role.HEADLINE,
        Role.DATELINE,
        Role.PARAGRAPH,
        Role.QUOTE,
        Role.AUTHOR,
        Role.NAVIGATION,
        Role.CAPTION,
        Role.QUOTE,
        Role.AUTHOR,
        *[Role.CONTACT] * 7,
    ]
    document = json.dumps(json.loads(translated("a.json", data).document), ensure_ascii=False)
    assert [kept for kept in KEPT if kept not in document] == []
