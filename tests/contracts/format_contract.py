"""What every format must keep, as one class of tests; a format subclasses it and says how its documents look."""

import codecs
from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from service.domain.article import Article, Slot
from service.domain.content import CodeKind, Content, is_well_nested
from service.domain.errors import EmptyArticle, InvalidInput, UndecodableText
from service.formats.registry import Format

WORDS = st.lists(
    st.sampled_from(
        [
            "Die",
            "Stadt",
            "lädt",
            "alle",
            "Bürger*innen",
            "Kolleg*innen",
            "ein",
            "zum",
            "Fest",
            "am",
            "Samstag",
            "um",
            "14",
            "Uhr",
            "Straße",
            "&",
            "Ämter",
            "70.000",
            "„Haus“",
            "z.",
            "B.",
            "Jede*r",
            "weiß",
            "über_all",
            "5",
            "<",
            "6",
            "[neu]",
            "§",
            "3",
            "–",
            "Oktober",
        ]
    ),
    min_size=2,
    max_size=40,
)
SENTENCES = WORDS.map(lambda words: "Wer " + " ".join(words) + " kommt.")
HEADINGS = st.lists(
    st.sampled_from(["Neue", "Stadtbibliothek", "Fest", "im", "Schloss", "Bürgerdialog", "zur", "Oststadt"]),
    min_size=2,
    max_size=6,
)


class FormatContract:
    """Subclasses set `format`, `sample`, `sample_text`, `empty` and the strategies `documents` and `noise`."""

    format: ClassVar[Format]
    sample: ClassVar[str]  # a small document with a headline and a paragraph
    empty: ClassVar[tuple[str, ...]]  # documents without a word to translate
    documents: ClassVar[SearchStrategy[str]]  # realistic documents
    noise: ClassVar[SearchStrategy[str]]  # any text, markup characters frequent

    def test_nothing_translated_gives_the_same_bytes(self):
        data = self.sample.encode()
        assert self.format.merge(self.format.extract(data), {}) == data

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_line_endings_survive(self, newline):
        data = self.sample.replace("\n", newline).encode()
        article = self.format.extract(data)
        assert self.format.merge(article, {}) == data
        assert b"\n" not in self.format.merge(article, own_targets(article)).replace(newline.encode(), b"")

    def test_trailing_blanks_and_missing_last_newline_survive(self):
        for tail in ("", " ", "\n\n\n", "\t\n "):
            data = (self.sample.rstrip("\n") + tail).encode()
            assert self.format.merge(self.format.extract(data), {}) == data

    @pytest.mark.parametrize(
        ("mark", "encoding"),
        [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
    )
    def test_byte_order_mark_names_the_encoding_and_survives(self, mark, encoding):
        data = mark + self.sample.encode(encoding)
        article = self.format.extract(data)
        assert article.skeleton.original == self.sample
        assert self.format.merge(article, {}) == data
        assert self.format.merge(article, own_targets(article)).startswith(mark)

    def test_bytes_that_are_no_text_are_refused_with_their_place(self):
        data = self.sample.encode()
        with pytest.raises(UndecodableText) as caught:
            self.format.extract(data + b"\xff")
        assert caught.value.offset == len(data)

    def test_a_nul_byte_is_refused_with_its_place(self):
        data = self.sample.encode()
        with pytest.raises(UndecodableText) as caught:
            self.format.extract(data + b"\0")
        assert caught.value.offset == len(data)

    def test_a_document_without_words_is_refused(self):
        for document in ("", " \n\r\n\t", "2026\n", "https://www.ludwigsburg.de\n", *self.empty):
            with pytest.raises(EmptyArticle):
                self.format.extract(document.encode())

    def test_every_unit_has_exactly_one_slot(self):
        article = self.format.extract(self.sample.encode())
        slots = [piece.unit for piece in article.skeleton.pieces if isinstance(piece, Slot)]
        assert sorted(slots) == list(range(len(article.units)))

    def test_a_target_stands_where_its_source_stood(self):
        article = self.format.extract(self.sample.encode())
        merged = self.format.merge(article, {1: Content("Voilà")}).decode()
        assert "Voilà" in merged
        assert article.units[0].content.text in self.format.extract(merged.encode()).units[0].content.text
        assert self.format.extract(merged.encode()).units[1].content == Content("Voilà")

    def test_writing_twice_writes_the_same(self):
        article = self.format.extract(self.sample.encode())
        once = self.format.merge(article, own_targets(article))
        assert self.format.merge(article, own_targets(article)) == once

    def test_property_nothing_translated_gives_the_same_bytes(self):
        self._check(self.documents, assert_identity)

    def test_property_any_text_comes_back_byte_for_byte(self):
        self._check(self.noise, assert_identity)

    def test_property_codes_are_unique_and_well_nested(self):
        self._check(self.noise, assert_codes)

    def test_property_the_source_as_its_own_target_keeps_roles_texts_and_codes(self):
        self._check(self.documents, assert_same_structure)

    def _check(self, texts: SearchStrategy[str], check: Callable[[Format, str], None]) -> None:
        @settings(max_examples=60, deadline=None)
        @given(texts)
        def run(text):
            check(self.format, text)

        run()


def own_targets(article: Article) -> dict[int, Content]:
    """Every unit's source content as its target."""
    return {index: unit.content for index, unit in enumerate(article.units)}


def assert_identity(form: Format, text: str) -> None:
    data = text.encode()
    try:
        article = form.extract(data)
    except InvalidInput:
        return
    assert form.merge(article, {}) == data


def assert_codes(form: Format, text: str) -> None:
    try:
        article = form.extract(text.encode())
    except InvalidInput:
        return
    for unit in article.units:
        assert is_well_nested(unit.content)
        assert len({(code.id, code.kind) for code in unit.content.codes}) == len(unit.content.codes)
        alone = [code.id for code in unit.content.codes if code.kind is CodeKind.STANDALONE]
        paired = [code.id for code in unit.content.codes if code.kind is not CodeKind.STANDALONE]
        assert not set(alone) & set(paired)


def assert_same_structure(form: Format, text: str) -> None:
    assert_same_structure_of(form, text.encode())


def assert_same_structure_of(form: Format, data: bytes) -> None:
    article = form.extract(data)
    again = form.extract(form.merge(article, own_targets(article)))
    assert [(unit.role, unit.content) for unit in again.units] == [(unit.role, unit.content) for unit in article.units]
    assert form.outline(again) == form.outline(article)
