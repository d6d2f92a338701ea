"""Argos packages: the same content gives the same bytes."""

import json
import zipfile

from models.training.packaging import describe, package_name, write_checksums, write_package

FILES = {"metadata.json": b"{}", "model/model.bin": b"\x00" * 100}


def test_a_package_is_named_as_argos_names_it():
    assert package_name("fr", "0.2") == "translate-de_fr-0_2"


def test_the_same_files_give_the_same_bytes(tmp_path):
    first = write_package(tmp_path / "a.argosmodel", "p", FILES)
    second = write_package(tmp_path / "b.argosmodel", "p", dict(reversed(FILES.items())))
    assert first == second


def test_everything_lies_in_one_folder(tmp_path):
    write_package(tmp_path / "a.argosmodel", "translate-de_fr-0_2", FILES)
    with zipfile.ZipFile(tmp_path / "a.argosmodel") as archive:
        assert archive.namelist() == ["translate-de_fr-0_2/metadata.json", "translate-de_fr-0_2/model/model.bin"]


def test_the_metadata_name_the_direction_and_the_prefix():
    facts = json.loads(describe("it", "0.2"))
    assert (facts["from_code"], facts["to_code"], facts["target_prefix"], facts["package_version"]) == (
        "de",
        "it",
        "<2it>",
        "0.2",
    )


def test_checksums_are_written_as_sha256sum_reads_them(tmp_path):
    write_checksums(tmp_path, {"b": "22", "a": "11"})
    assert (tmp_path / "SHA256SUMS").read_text() == "11  a\n22  b\n"
