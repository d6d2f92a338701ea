"""How long every format takes to read and write documents of growing size, and how much memory.

    python benchmarks/formats.py                  # all formats
    python benchmarks/formats.py html docx        # some

A document is one press release again and again, with all a format has in it: headlines, lists, tables, links, notes. Of DOCX
and ODT the size is that of the unpacked text part. Seconds are those of the processor, every measurement a process of its own. The last column compares the
throughput with that at the smallest size: 1.0 is linear, below 0.5 something grows faster than the document.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from service.domain.language import Language
from service.formats.registry import Formats
from tests.unit.formats.office_documents import make_docx, make_odt, p, paragraph, r, span

SIZES = (0.5, 1, 2, 5)  # megabytes
TEXT = """Neue Stadtbibliothek eröffnet am Samstag

Nach zwei Jahren Bauzeit öffnet die Stadtbibliothek am Arsenalplatz ihre Türen. Bürger*innen und
Kolleg*innen sind eingeladen, das Haus zu besichtigen; der Eintritt ist frei.

„Das Haus ist ein Ort für alle“, sagt Oberbürgermeister Dr. Matthias Knecht. „Hier wird gelesen.“

Programm im Überblick:
- 10 Uhr: Begrüßung durch den Oberbürgermeister
- 11 Uhr: Führung durch das Haus

Wann\tWas
14 Uhr\tLesung

Foto: Stadt Ludwigsburg / Max Weber

Pressekontakt:
Stadt Ludwigsburg
Telefon: 07141 910-2004
E-Mail: presse@ludwigsburg.de

"""
MARKDOWN = """## Neue Stadtbibliothek eröffnet

Nach *zwei Jahren* Bauzeit öffnet die **Stadtbibliothek** am [Arsenalplatz](https://www.ludwigsburg.de/a_b "Zum Haus")
ihre Türen[^1]. Bürger*innen und Kolleg*innen sind eingeladen.  \nDer Eintritt ist `frei`.

> „Das Haus ist ein Ort für alle“, sagt *Dr. Matthias Knecht*.

- 10 Uhr: Begrüßung
- 11 Uhr: [Führung][plan]
    1. durch das Haus

| Wann | Was |
|---|---|
| 14 Uhr | **Lesung** |

![Das Haus](haus.jpg)
*Foto: Max Weber*

<div class="kasten">Anmeldung bis <b>Freitag</b>.</div>

"""
MARKDOWN_END = "[^1]: Die Bauzeit war länger geplant.\n\n[plan]: https://www.ludwigsburg.de/plan\n"
HTML = """<article><h2>Neue Stadtbibliothek eröffnet</h2>
<!-- wp:paragraph {"align":"left"} -->
<p>Nach <em>zwei Jahren</em> Bauzeit öffnet die <strong>Stadtbibliothek</strong> am <a href="/a_b?c=1&amp;d=2"
 title="Zum Haus">Arsenalplatz</a> ihre Türen.<br>Der <abbr title="Oberbürgermeister">OB</abbr> l&auml;dt ein.</p>
<!-- /wp:paragraph -->
<ul><li>10 Uhr: Begrüßung<ul><li>im Foyer</ul><li>11 Uhr: Führung</ul>
<table><tr><th>Wann<th>Was<tr><td>14 Uhr<td><b>Lesung</b></table>
<figure><img src="haus.jpg" alt="Das Haus"><figcaption>Foto: Max Weber</figcaption></figure>
<script>var a = "<p>nicht</p>";</script><p translate="no">Barockstadt</p></article>
"""
_BOLD, _ITALIC = "<w:b/>", "<w:i/>"
DOCX = (
    paragraph("Neue Stadtbibliothek eröffnet", style="berschrift1")
    + paragraph(
        r("Nach ", _BOLD), r("zwei"), r(" Jah"), r("ren", _ITALIC), " Bauzeit öffnet die Stadtbibliothek ihre Türen."
    )
    + paragraph("Wir ", '<w:hyperlink r:id="rId9">' + r("laden ein") + "</w:hyperlink>", ", sagt Max Weber.")
    + f"<w:tbl><w:tr><w:tc>{paragraph('14 Uhr')}</w:tc><w:tc>{paragraph('Lesung')}</w:tc></w:tr></w:tbl>"
    + paragraph("Foto: Max Weber", style="Beschriftung")
)
ODT = (
    '<text:h text:outline-level="2">Neue Stadtbibliothek eröffnet</text:h>'
    + p(f"Nach {span('zwei')} Jah{span('ren', 'T1')} Bauzeit öffnet die Stadtbibliothek ihre Türen.")
    + p('Wir <text:a xlink:href="https://www.ludwigsburg.de">laden ein</text:a>, sagt Max Weber.')
    + f"<text:list><text:list-item>{p('10 Uhr: Begrüßung')}</text:list-item></text:list>"
    + p("Foto: Max Weber")
)


def _fill(text: str, size: int, end: str = "") -> str:
    return text * max(1, (size - len(end)) // len(text.encode())) + end


def _make_json(size: int) -> bytes:
    body = _fill(TEXT, size).split("\n\n")
    captions = [{"text": "Das Haus.", "credit": "Max Weber"}]
    return json.dumps({"headline": "Neu", "body": body, "captions": captions}, ensure_ascii=False).encode()


MAKERS: dict[str, Callable[[int], bytes]] = {
    "text": lambda size: _fill(TEXT, size).encode(),
    "markdown": lambda size: _fill(MARKDOWN, size, MARKDOWN_END).encode(),
    "html": lambda size: _fill(HTML, size).encode(),
    "docx": lambda size: make_docx(_fill(DOCX, size)),
    "odt": lambda size: make_odt(_fill(ODT, size)),
    "article": _make_json,
}


def measure(name: str, megabytes: float) -> None:
    """Print units, seconds to read, seconds to write, MB of memory at most, as JSON."""
    data = MAKERS[name](int(megabytes * 1_000_000))
    form = Formats().find(name)
    start = time.process_time()
    article = form.extract(data)
    read = time.process_time()
    form.merge(article, {index: unit.content for index, unit in enumerate(article.units)}, Language.FRENCH)
    written = time.process_time()
    if form.merge(article, {}) != data:
        sys.exit(f"{name} of {megabytes} MB does not come back byte for byte")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([len(article.units), read - start, written - read, memory]))


def main(names: list[str]) -> None:
    """The table."""
    print(
        "| format | MB | units | extract s | MB/s | merge s | MB/s | memory MB | against 0.5 MB |\n|---|---|---|---|---|---|---|---|---|"
    )
    for name in names or MAKERS:
        first = 0.0
        for size in SIZES:
            answer = subprocess.run(
                [sys.executable, __file__, "--one", name, str(size)], capture_output=True, text=True, check=True
            )
            units, read, written, memory = json.loads(answer.stdout)
            speed = size / (read + written)
            first = first or speed
            print(
                f"| {name} | {size} | {units:,} | {read:.2f} | {size / read:.1f} | {written:.2f} | {size / written:.1f} "
                f"| {memory:.0f} | {speed / first:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], float(sys.argv[3]))
    else:
        main(sys.argv[1:])
