"""Showing an editor what Gemello understood of an article; refuses to keep or queue anything."""

from dataclasses import dataclass, replace

from service.domain.towns import Towns
from service.newsroom.ports import Formats
from service.pipeline.preview import Preview, preview
from service.pipeline.work import Tools


@dataclass(frozen=True, slots=True)
class Previews:
    """The reading desk."""

    formats: Formats
    tools: Tools

    def preview(self, source: bytes, media_type: str, towns: Towns | None = None) -> Preview:
        """The structure of an article as these towns get it; raises `InvalidInput` kinds."""
        tools = replace(self.tools, towns={**self.tools.towns, **(towns or {})})
        return preview(source, self.formats.find(media_type), tools)
