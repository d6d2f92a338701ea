"""The archive of an office document: what is read and what is refused before anything is unpacked."""

import struct
import zipfile

import pytest

from service.domain.errors import UnreadableDocument
from service.formats import zip_package
from service.formats.zip_package import Package
from tests.unit.formats.office_documents import make_zip, read_parts

CENTRAL = b"PK\x01\x02"


def patched(data, offset, value):
    """The archive with a field of its first central record changed."""
    start = data.index(CENTRAL) + offset
    return data[:start] + value + data[start + len(value) :]


def test_written_members_keep_order_date_and_method():
    data = make_zip({"mimetype": "a", "b/c.xml": "<b/>", "d": "e"})
    written = Package(data).write({"b/c.xml": b"<f/>"})
    assert list(read_parts(written).items()) == [("mimetype", b"a"), ("b/c.xml", b"<f/>"), ("d", b"e")]
    assert written[8:10] == struct.pack("<H", zipfile.ZIP_STORED)
    assert Package(data).write({}) == data


def test_an_encrypted_member_is_refused():
    with pytest.raises(UnreadableDocument, match="encrypted"):
        Package(patched(make_zip({"a": "b"}), 8, b"\x01"))


def test_a_method_office_programs_do_not_use_is_refused():
    with pytest.raises(UnreadableDocument, match="packed in a way"):
        Package(patched(make_zip({"a": "b"}), 10, struct.pack("<H", zipfile.ZIP_LZMA)))


def test_two_members_of_one_name_are_refused():
    with pytest.raises(UnreadableDocument, match="same name"):
        Package(make_zip({"a1": "b", "a2": "c"}).replace(b"a2", b"a1"))


def test_a_member_that_lies_about_its_size_is_damaged():
    package = Package(patched(make_zip({"a": "b" * 50}), 24, struct.pack("<L", 10)))
    with pytest.raises(UnreadableDocument, match="damaged"):
        package.read("a")


def test_more_bytes_in_all_than_allowed_are_refused(monkeypatch):
    monkeypatch.setattr(zip_package, "UNPACKED", 100)
    with pytest.raises(UnreadableDocument, match="unpacks to more than 100 bytes"):
        Package(make_zip({"a": "b" * 60, "c": "d" * 60}))


def test_a_text_part_larger_than_allowed_is_refused(monkeypatch):
    monkeypatch.setattr(zip_package, "LARGEST_XML", 100)
    package = Package(make_zip({"a": "b" * 101}))
    assert len(package.read("a")) == 101
    with pytest.raises(UnreadableDocument, match="more than 100 bytes"):
        package.read_xml("a")
