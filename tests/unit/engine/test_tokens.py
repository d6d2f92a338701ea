"""The two kinds of tokenizer Argos packages have."""

from pathlib import Path

import pytest

from service.domain.errors import PackageError
from service.domain.language import Language
from service.domain.signature import PackageIdentity
from service.engine.packages import InstalledPackage
from service.engine.tokens import locate_tokens, open_tokenizer
from tests.fixtures import install_fixture_packages

METADATA = '{"from_code": "de", "to_code": "fr", "type": "translate", "package_version": "1.0"}'


def package(directory: Path) -> InstalledPackage:
    identity = PackageIdentity("translate-de_fr", "1.0", "0")
    return InstalledPackage(identity, directory, Language.GERMAN, Language.FRENCH, "", "0")


@pytest.fixture
def byte_pairs(tmp_path):
    """A package with a BPE tokenizer, as older ones have."""
    (tmp_path / "metadata.json").write_text(METADATA)
    (tmp_path / "bpe.model").write_text("#version: 0.2\nR a\nRa t</w>\n", encoding="utf-8")
    return open_tokenizer(package(tmp_path))


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    return open_tokenizer(package(install_fixture_packages(tmp_path_factory.mktemp("p")) / "translate-de_fr-1_0"))


@pytest.mark.parametrize("text", ["Der Rat tagt.", "datei_name_2026.pdf", "#stadt_fest", "🎉 Ωδή 2.200.112", "L’hôtel"])
def test_pieces_come_back_as_the_text_they_were(pieces, text):
    assert pieces.decode(pieces.encode(text)) == text


@pytest.mark.parametrize(
    ("left", "text"),
    [
        ("<0xC2>", "19 m"),  # the first half of ² alone
        ("<0xB2>", "19 m"),
        ("<0xF0> <0x9F> <0x8E>", "19 m"),  # a party popper that ends too soon
        ("<0xC2> <0xB2> <0xC2>", "19 m²"),
        ("<0xEF> <0xBF> <0xBD>", "19 m\ufffd"),  # the source had it
    ],
)
def test_half_a_character_is_left_out(pieces, left, text):
    assert pieces.decode([*pieces.encode("19 m"), *left.split()]) == text


def test_pieces_are_found_in_their_text_again(pieces):
    text = "Der Gemeinderat tagt"

    places = locate_tokens(text, [pieces.spell(token) for token in pieces.encode(text)])

    assert "".join(text[start:end] for start, end in places).split() == ["DerGemeinderat", "tagt"]


def test_byte_pairs_come_back_as_the_text_they_were(byte_pairs):
    tokens = byte_pairs.encode("Der Rat tagt.")

    assert "Rat" in tokens
    assert byte_pairs.decode(tokens) == "Der Rat tagt."


def test_byte_pairs_are_found_in_their_text_again(byte_pairs):
    text = "Der Rat tagt."

    places = locate_tokens(text, [byte_pairs.spell(token) for token in byte_pairs.encode(text)])

    assert "".join(text[start:end] for start, end in places) == "DerRattagt."


def test_a_tokenizer_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "metadata.json").write_text(METADATA)
    (tmp_path / "sentencepiece.model").write_bytes(b"rubbish")

    with pytest.raises(PackageError, match="tokenizer"):
        open_tokenizer(package(tmp_path))
