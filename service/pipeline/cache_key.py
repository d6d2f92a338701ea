"""The key a draft is cached under (invariant 8); refuses anything that cannot change the draft."""

import hashlib
import json
from collections.abc import Sequence

from service.domain.content import Content
from service.domain.language import SOURCE, Language
from service.domain.signature import EngineSignature
from service.domain.translation import Manner
from service.engine.codes import RULES


def cache_key(
    prepared: Content,
    target: Language,
    signature: EngineSignature,
    terms: Sequence[tuple[str, str]] = (),
    manner: Manner = Manner.USUAL,
    opening: str = "",
) -> str:
    """The key of one segment's draft, 64 hex digits.

    `prepared` is the content as the engine reads it, so a changed preparation rule changes the keys of the segments it
    touches and of no other. `terms` are the termbase entries (source, target form) that occur in this segment.

    The parts are framed as JSON, so ``"a|b"`` and ``["a", "b"]`` never meet.
    """
    parts = [part if isinstance(part, str) else [part.id, part.kind, part.data, part.equivalent] for part in prepared]
    frame = [parts, SOURCE, target, signature.digest, sorted(terms)]
    if prepared.codes:
        frame.append(f"placement {RULES}")
    if manner is not Manner.USUAL:
        frame.append(manner)
    if opening:
        frame.append(["opening", opening])
    return hashlib.sha256(json.dumps(frame, ensure_ascii=True).encode()).hexdigest()
