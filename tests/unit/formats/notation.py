"""Articles written down so that a linguist can read them: ``paragraph | Die {1>}Stadt{<1} lädt ein{2}``."""

from service.domain.article import Article
from service.domain.content import CodeKind, Content

SEPARATOR = "\n=====8<===== expected =====8<=====\n"
_FORMS = {CodeKind.OPENING: "{{{0}>}}", CodeKind.CLOSING: "{{<{0}}}", CodeKind.STANDALONE: "{{{0}}}"}


def show_article(article: Article) -> str:
    """One line a unit: its role and its content."""
    return "\n".join(f"{unit.role} | {show_content(unit.content)}" for unit in article.units)


def show_content(content: Content) -> str:
    """The text with its codes as numbers: ``{1>}`` opens, ``{<1}`` closes, ``{1}`` stands alone."""
    return "".join(part if isinstance(part, str) else _FORMS[part.kind].format(part.id) for part in content)
