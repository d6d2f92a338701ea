"""What a translation says about the machine that made it (EU AI Act, article 50); refuses to judge whether it must.

``ai-autonomous`` until a person has approved this very text, ``ai-assisted`` from then on: the words of the W3C community group
"AI Content Disclosure", for the header, the ``meta`` element and the label.
"""

from service.domain.records import StoredTranslation
from service.web.current import gemello

HEADER = "AI-Disclosure"
AUTONOMOUS, ASSISTED = "ai-autonomous", "ai-assisted"


def disclosure(found: StoredTranslation) -> str:
    """What the translation discloses as it stands."""
    return ASSISTED if gemello().desk.approval(found) else AUTONOMOUS
