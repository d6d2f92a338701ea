"""What every packed format (an archive of XML parts) must keep; a format subclasses it and makes its documents."""

from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from service.domain.article import Article, Slot
from service.domain.content import CodeKind, Content, is_well_nested
from service.domain.errors import EmptyArticle, InvalidInput, UnreadableDocument
from service.domain.language import Language
from service.formats.registry import Format
from tests.contracts.format_contract import assert_same_structure_of, own_targets
from tests.unit.formats.office_documents import make_zip, read_parts


class PackageContract:
    """Subclasses set `format`, `sample`, `main` and the strategies `documents` and `bodies`."""

    format: ClassVar[Format]
    sample: ClassVar[bytes]  # a small document with a headline and a paragraph
    main: ClassVar[str]  # path of the part that holds the text
    documents: ClassVar[SearchStrategy[bytes]]  # realistic documents
    noise: ClassVar[SearchStrategy[bytes]]  # documents of any inline markup, well-formed or not

    def test_nothing_translated_gives_the_same_bytes(self):
        assert self.format.merge(self.format.extract(self.sample), {}) == self.sample

    def test_every_unit_has_exactly_one_slot(self):
        article = self.format.extract(self.sample)
        slots = [piece.unit for piece in article.skeleton.pieces if isinstance(piece, Slot)]
        assert sorted(slots) == list(range(len(article.units)))

    def test_every_piece_belongs_to_a_part(self):
        skeleton = self.format.extract(self.sample).skeleton
        assert sum(part.pieces for part in skeleton.parts) == len(skeleton.pieces)
        texts = [read_parts(self.sample)[part.name].decode() for part in skeleton.parts]
        assert "".join(texts) == skeleton.original

    def test_a_target_stands_where_its_source_stood(self):
        article = self.format.extract(self.sample)
        again = self.format.extract(self.format.merge(article, {1: Content("Voilà")}))
        assert again.units[0].content == article.units[0].content
        assert again.units[1].content == Content("Voilà")

    def test_parts_without_a_target_keep_every_byte(self):
        merged = self.format.merge(self.format.extract(self.sample), {1: Content("Voilà")})
        before, after = read_parts(self.sample), read_parts(merged)
        assert list(before) == list(after)
        assert {name for name in before if before[name] != after[name]} == {self.main}

    def test_writing_twice_writes_the_same(self):
        article = self.format.extract(self.sample)
        once = self.format.merge(article, own_targets(article), Language.FRENCH)
        assert self.format.merge(article, own_targets(article), Language.FRENCH) == once

    def test_nothing_is_no_article(self):
        for data in (b"", b" \n"):
            with pytest.raises(EmptyArticle):
                self.format.extract(data)

    @pytest.mark.parametrize("data", [b"Der Rat tagt.", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
    def test_what_is_no_archive_is_refused(self, data):
        with pytest.raises(UnreadableDocument):
            self.format.extract(data)

    def test_a_cut_document_is_refused(self):
        for size in range(0, len(self.sample), 97):
            with pytest.raises(InvalidInput):
                self.format.extract(self.sample[:size])

    def test_property_nothing_translated_gives_the_same_bytes(self):
        def check(data):
            assert self.format.merge(self.format.extract(data), {}) == data

        _check(self.documents, check)

    def test_property_the_source_as_its_own_target_keeps_roles_texts_and_codes(self):
        _check(self.documents, lambda data: assert_same_structure_of(self.format, data))

    def test_property_codes_are_unique_and_well_nested(self):
        _check(self.noise, self._assert_codes)

    def test_property_any_markup_as_its_own_target_keeps_every_word(self):
        def check(data):
            try:
                article = self.format.extract(data)
            except InvalidInput:
                return
            again = self.format.extract(self.format.merge(article, own_targets(article)))
            assert _words(again) == _words(article)

        _check(self.noise, check)

    def test_property_damaged_archives_are_read_or_refused(self):
        @settings(max_examples=150, deadline=None)
        @given(st.lists(st.tuples(st.integers(0, len(self.sample) - 1), st.integers(0, 255)), min_size=1, max_size=6))
        def run(changes):
            data = bytearray(self.sample)
            for place, value in changes:
                data[place] = value
            self._read(bytes(data))

        run()

    def test_property_damaged_parts_are_read_or_refused(self):
        parts = read_parts(self.sample)

        @settings(max_examples=150, deadline=None)
        @given(st.sampled_from(sorted(parts)), st.integers(0, 2_000), st.binary(max_size=8), st.integers(0, 30))
        def run(name, place, insert, cut):
            content = parts[name]
            place %= len(content)
            self._read(make_zip(parts | {name: content[:place] + insert + content[place + cut :]}))

        run()

    def _read(self, data: bytes) -> None:
        try:
            article = self.format.extract(data)
            self.format.merge(article, own_targets(article), Language.ITALIAN)
        except InvalidInput:
            return

    def _assert_codes(self, data: bytes) -> None:
        try:
            article = self.format.extract(data)
        except InvalidInput:
            return
        for unit in article.units:
            codes = unit.content.codes
            assert is_well_nested(unit.content)
            assert len({(code.id, code.kind) for code in codes}) == len(codes)
            alone = {code.id for code in codes if code.kind is CodeKind.STANDALONE}
            assert not alone & {code.id for code in codes if code.kind is not CodeKind.STANDALONE}


def _words(article: Article) -> list[list[str]]:
    """The words of each unit; a note at the end of a span may become a unit before or behind its paragraph."""
    return sorted(unit.content.text.split() for unit in article.units)


def _check(documents: SearchStrategy[bytes], check: Callable[[bytes], None]) -> None:
    @settings(max_examples=60, deadline=None)
    @given(documents)
    def run(data):
        check(data)

    run()
