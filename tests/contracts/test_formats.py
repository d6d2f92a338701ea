"""Every format keeps the format contract."""

import html
import json

import pytest
from hypothesis import strategies as st

from service.domain.errors import EmptyArticle, InvalidInput
from service.formats.html import Html
from service.formats.json_article import JsonArticle
from service.formats.markdown import Markdown
from service.formats.plaintext import PlainText
from tests.contracts.format_contract import HEADINGS, SENTENCES, FormatContract

CHARACTERS = st.sampled_from(
    [
        *"abÄß Z.  \n\n\n\t\r*_`[]()!<>#-+=|\\&;:\"'~^1290„“\u00a0\x0b\x0c\x1c\u2028/{}%😀",
        "\r\n",
        "  \n",
        "Foto: ",
        "Tel. 07141 1234",
    ]
)
MARKDOWN_PIECES = [
    "[^1]",
    "&amp;",
    "<b>",
    "</b>",
    "](u)",
    "![",
    "---\n",
    "> ",
    "- ",
    "1. ",
    "title: ",
    "Bürger*innen",
    "| a | b |\n|---|---|\n",
]


def _wrap(text, width=66):
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return "\n".join(lines)


PLAIN_BLOCKS = st.one_of(
    SENTENCES.map(_wrap),
    SENTENCES.map(lambda text: "   " + _wrap("Wir schreiben: " + text).replace("\n", "\n   ")),
    st.lists(SENTENCES, min_size=1, max_size=3).map(lambda items: "\n".join("- " + item for item in items)),
    HEADINGS.map(lambda words: " ".join(words) + "\n" + "-" * len(" ".join(words))),
    st.just("Foto: Stadt Ludwigsburg"),
    st.just("Wann\tWas\n14 Uhr\tLesung"),
    st.just("Kontakt:\nStadt Ludwigsburg\nTel. 07141 910-2004\nE-Mail: presse@ludwigsburg.de"),
    st.just("* * *"),
)
MARKDOWN_BLOCKS = st.one_of(
    SENTENCES.map(lambda text: text.replace("[neu]", "**neu**").replace("Haus", "[Haus](/haus)")),
    SENTENCES.map(lambda text: "> " + text.replace("Stadt", "*Stadt*")),
    st.lists(SENTENCES, min_size=1, max_size=3).map(lambda items: "\n".join("- " + item for item in items)),
    HEADINGS.map(lambda words: "## " + " ".join(words)),
    st.just("![Das Schloss](schloss.jpg)\n*Foto: Max Weber*"),
    st.just("| Wann | Was |\n|---|---|\n| 14 Uhr | **Lesung** |"),
    st.just("Stadt Ludwigsburg\nTel. 07141 910-2004\n<presse@ludwigsburg.de>"),
    st.just("```\nCode [neu]\n```"),
)

HTML_PIECES = [
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i class=a>",
        "</i>",
        "<br>",
        "<br />",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<div>",
    ),
    *(
        "</div>",
        "<li>",
        "<img alt='Ä b'>",
        '<a title="Zum Fest">',
        "</a>",
        '"',
        "'",
        "=",
        "</",
        "<!",
        "&nbsp;",
        "&lt;",
        "&#10",
    ),
    *(
        "<title>",
        "</title>",
        "<span translate=no>",
        "</span>",
        "<h1>",
        "<td>",
        "<pre>",
        "</pre>",
        " alt=",
        "<textarea>",
    ),
]
HTML_BLOCKS = st.one_of(
    SENTENCES.map(html.escape).map(lambda text: f"<p>\n  {text.replace('[neu]', '<b>neu</b>')}\n</p>"),
    SENTENCES.map(html.escape).map(
        lambda text: f"<blockquote><p>{text.replace('Stadt', '<em>Stadt</em>')}</p></blockquote>"
    ),
    st.lists(SENTENCES.map(html.escape), min_size=1, max_size=3).map(
        lambda items: "<ul>\n<li>" + "\n<li>".join(items) + "</ul>"
    ),
    HEADINGS.map(lambda words: "<h2>" + " ".join(words) + "</h2>"),
    st.just('<figure><img src="s.jpg" alt="Das Schloss"><figcaption>Foto: Max Weber</figcaption></figure>'),
    st.just("<table><tr><th>Wann<td>Was</table>"),
    st.just("<p>Stadt Ludwigsburg<br>Tel. 07141 910-2004</p>"),
    st.just("<script>if (a < b) { document.write('<p>Hallo</p>') }</script>"),
)


class TestPlainText(FormatContract):
    format = PlainText()
    sample = (
        "Stadt feiert das Lichterfest\n\n  Am Samstag beginnt das Fest auf dem Marktplatz.  \n\n"
        + _wrap(
            "Die Stadt lädt alle Gäste ein, an den drei Tagen durch die Gassen zu gehen und den Lichtern zu folgen. "
            * 2
        ).strip()
        + "\n"
    )
    empty = ("-----\n", "(pm)\n", "-- \nStadt Ludwigsburg\n")
    documents = st.tuples(HEADINGS, st.lists(PLAIN_BLOCKS, min_size=1, max_size=6)).map(
        lambda parts: " ".join(parts[0]) + "\n\n" + "\n\n".join(parts[1]) + "\n"
    )
    noise = st.lists(CHARACTERS, max_size=60).map("".join)


class TestMarkdown(FormatContract):
    format = Markdown()
    sample = (
        "# Stadt feiert das Lichterfest\n\nAm Samstag *beginnt* das Fest.  \n\n> Alle sind\n> [eingeladen](/fest)!\n"
    )
    empty = ("---\n", "![](bild.jpg)\n", "```\nCode\n```\n", "---\nslug: fest\n---\n", "<https://www.ludwigsburg.de>\n")
    documents = st.tuples(HEADINGS, st.lists(MARKDOWN_BLOCKS, min_size=1, max_size=6)).map(
        lambda parts: "# " + " ".join(parts[0]) + "\n\n" + "\n\n".join(parts[1]) + "\n"
    )
    noise = st.lists(st.one_of(CHARACTERS, st.sampled_from(MARKDOWN_PIECES)), max_size=60).map("".join)


class TestHtml(FormatContract):
    format = Html()
    sample = "<h1>Stadt feiert das Lichterfest</h1>\n<p>\n  Am Samstag beginnt <b>das</b> Fest.\n</p>\n<p>Alle sind eingeladen!</p>\n"
    empty = (
        "<p>&nbsp;</p>",
        "<script>var text = 'Hallo'</script>",
        "<!-- Hinweis -->",
        "<p translate=no>Text</p>",
        '<img src="bild.jpg">',
        "<pre>Code</pre>",
    )
    documents = st.tuples(HEADINGS, st.lists(HTML_BLOCKS, min_size=1, max_size=6)).map(
        lambda parts: "<h1>" + " ".join(parts[0]) + "</h1>\n" + "\n".join(parts[1]) + "\n"
    )
    noise = st.lists(st.one_of(CHARACTERS, st.sampled_from(HTML_PIECES)), max_size=60).map("".join)


JSON_PIECES = [
    '"headline"',
    '"body"',
    '"captions"',
    '"text"',
    ": ",
    ", ",
    "{",
    "}",
    "[",
    "]",
    "null",
    "1.50",
    "\\n",
    "\\u00e4",
    '\\"',
    '"',
]
JSON_TEXTS = st.one_of(SENTENCES, st.lists(SENTENCES, min_size=1, max_size=3).map("\n\n".join), st.text(max_size=20))


class TestJsonArticle(FormatContract):
    format = JsonArticle()
    sample = (
        '{\n  "headline": "Stadt lädt zum Lichterfest",\n  "body": ["Am Samstag beginnt das Fest."],\n'
        '  "contact": "Presseamt"\n}\n'
    )
    empty = ("{}", '{"headline": ""}', '{"contact": {"name": "Weber"}}', "[]", '{"body": [], "captions": null}')
    documents = st.fixed_dictionaries(
        {"headline": HEADINGS.map(" ".join), "body": st.lists(SENTENCES, min_size=1, max_size=4)},
        optional={
            "teaser": SENTENCES,
            "captions": st.lists(st.fixed_dictionaries({"text": SENTENCES, "credit": SENTENCES})),
        },
    ).map(lambda fields: json.dumps(fields, ensure_ascii=False, indent=1))
    noise = st.one_of(
        st.lists(st.one_of(CHARACTERS, st.sampled_from(JSON_PIECES)), max_size=40).map("".join),
        st.tuples(JSON_TEXTS, JSON_TEXTS, st.booleans()).map(
            lambda parts: json.dumps({"headline": parts[0], "body": [parts[1]]}, ensure_ascii=parts[2])
        ),
    )

    def test_a_document_without_words_is_refused(self):
        for document in ("", " \n\r\n\t", *self.empty):
            with pytest.raises(EmptyArticle):
                self.format.extract(document.encode())
        for document in ("2026\n", "https://www.ludwigsburg.de\n"):
            with pytest.raises(InvalidInput):
                self.format.extract(document.encode())
