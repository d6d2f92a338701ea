"""TMX and XLIFF judged by another reader and writer: translate-toolkit, the industry's own in Python."""

from io import BytesIO

import pytest
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile

from service.domain.language import Language
from service.domain.memory import MemoryUnit
from service.store.exchange import MEMORY_READERS, MEMORY_WRITERS

FR = Language.FRENCH
PAIRS = [("Der Rat tagt.", "Le conseil siège."), ("Eintritt & Karten: 5 € < 8 €", "Entrée et billets : 5 € < 8 €")]
STORES = {"tmx": tmxfile, "xliff": xlifffile}


@pytest.mark.parametrize("name", STORES)
def test_translate_toolkit_reads_what_we_write(name):
    written = MEMORY_WRITERS[name]([MemoryUnit(source, target, FR) for source, target in PAIRS])

    store = STORES[name].parsefile(BytesIO(written))

    assert [(unit.source, unit.target) for unit in store.units] == PAIRS


@pytest.mark.parametrize("name", STORES)
def test_we_read_what_translate_toolkit_writes(name):
    store = STORES[name](sourcelanguage="de", targetlanguage="fr")
    for source, target in PAIRS:
        if name == "tmx":
            store.addtranslation(source, "de", target, "fr")
        else:
            store.addsourceunit(source).settarget(target)
    out = BytesIO()
    store.serialize(out)

    received = MEMORY_READERS[name](out.getvalue())

    assert [(unit.source, unit.target, unit.language) for unit in received.units] == [(*pair, FR) for pair in PAIRS]


def test_inline_codes_stay_codes_for_translate_toolkit():
    (unit,) = tmxfile.parsefile(
        BytesIO(MEMORY_WRITERS["tmx"]([MemoryUnit("Der <1>Rat</1> tagt.", "Le <1>conseil</1> siège.", FR)]))
    ).units

    assert "Rat" in unit.source
    assert unit.source.endswith("tagt.")
