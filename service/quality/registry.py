"""All checks in the order in which their issues are shown; refuses to judge anything itself."""

from collections.abc import Callable

from service.domain.content import Content
from service.domain.issue import Issue
from service.domain.language import Language
from service.quality.empty import check_empty

Check = Callable[[Content, Content, Language], Issue | None]

CHECKS: tuple[Check, ...] = (check_empty,)
