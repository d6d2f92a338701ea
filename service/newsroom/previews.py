"""Showing an editor what Gemello understood of an article; refuses to keep or queue anything."""

from dataclasses import dataclass

from service.newsroom.ports import Formats
from service.pipeline.preview import Preview, preview
from service.pipeline.work import Tools


@dataclass(frozen=True, slots=True)
class Previews:
    """The reading desk."""

    formats: Formats
    tools: Tools

    def preview(self, source: bytes, media_type: str) -> Preview:
        """The structure of an article; raises `InvalidInput` kinds."""
        return preview(source, self.formats.find(media_type), self.tools)
