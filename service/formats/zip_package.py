"""The archive around the parts of an office document; refuses what is encrypted, dangerous or out of proportion.

Nothing is ever unpacked to disk, and no member is read further than its stated size.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from service.domain.errors import UnreadableDocument
from service.formats.signatures import refuse_named

MEMBERS = 4_000
UNPACKED = 200_000_000  # bytes, all members together
LARGEST_XML = 50_000_000  # bytes of one part that is read as text
RATIO = 250  # unpacked to packed, of members over a megabyte; text repeats itself up to about 100
_MEGABYTE = 1_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError, IndexError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip


class Package:
    """An archive opened for reading."""

    def __init__(self, data: bytes) -> None:
        """Raises `UnreadableDocument` with the reason."""
        if not data.startswith(b"PK"):
            refuse_named(data, "a DOCX or ODT document")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise UnreadableDocument("The document is not a ZIP archive, so neither DOCX nor ODT.") from error
        self._infos = {info.filename: info for info in self._archive.infolist()}
        _judge(self._archive.infolist())

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of the members."""
        return tuple(self._infos)

    def read(self, name: str) -> bytes:
        """One member's bytes; raises `UnreadableDocument` if it is missing or damaged."""
        info = self._infos.get(name)
        if info is None:
            raise UnreadableDocument(f"The document has no part {name}. Save it again.")
        try:
            return self._archive.read(info)
        except _BROKEN as error:
            raise UnreadableDocument(f"The part {name[:80]!r} of the document is damaged.") from error

    def read_xml(self, name: str) -> bytes:
        """One member that is to be read as text; raises `UnreadableDocument`, also if it is too large."""
        info = self._infos.get(name)
        if info is not None and info.file_size > LARGEST_XML:
            raise UnreadableDocument(f"The part {name[:80]!r} unpacks to more than {LARGEST_XML:,} bytes.")
        return self.read(name)

    def write(self, parts: Mapping[str, bytes]) -> bytes:
        """The archive with `parts` in place, members in the same order, with the same dates and methods."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for info in self._archive.infolist():
                content = parts.get(info.filename)
                archive.writestr(_fresh(info), self.read(info.filename) if content is None else content)
        return out.getvalue()


def _fresh(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    fresh = zipfile.ZipInfo(info.filename, info.date_time)
    fresh.compress_type = info.compress_type
    fresh.external_attr = info.external_attr
    fresh.create_system = info.create_system
    fresh.comment = info.comment
    return fresh


def _judge(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MEMBERS:
        raise UnreadableDocument(f"The archive has {len(infos):,} members; the limit is {MEMBERS:,}.")
    if sum(info.file_size for info in infos) > UNPACKED:
        raise UnreadableDocument(f"The archive unpacks to more than {UNPACKED:,} bytes.")
    if len({info.filename for info in infos}) < len(infos):
        raise UnreadableDocument("The archive holds two members of the same name.")
    for info in infos:
        _judge_member(info)


def _judge_member(info: zipfile.ZipInfo) -> None:
    name = repr(info.filename[:80])
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableDocument(f"The part {name} is encrypted. Save the document without a password.")
    if info.compress_type not in _METHODS:
        raise UnreadableDocument(f"The part {name} is packed in a way office documents do not use.")
    if info.filename.startswith("/") or "\\" in info.filename or ".." in info.filename.split("/"):
        raise UnreadableDocument(f"The path {name} leads out of the archive.")
    if info.file_size > max(_MEGABYTE, info.compress_size * RATIO):
        raise UnreadableDocument(f"The part {name} unpacks to more than {RATIO} times its size: a ZIP bomb.")
    if info.filename.lower().endswith("vbaproject.bin") or info.filename.startswith(("Basic/", "Scripts/")):
        raise UnreadableDocument("The document holds macros. Save it without macros as .docx or .odt.")
