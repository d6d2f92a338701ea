"""What is never sent to the model because there is nothing to translate in it; refuses to change it.

``12. 5.``, ``***``, ``🎉``, ``https://www.ludwigsburg.de``, ``info@ludwigsburg.de``, ``#stadt_fest``: models answer these with
invented words.
"""

import re

_ADDRESS = re.compile(
    r"[(<\[]?(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[#@]\w+|[\w-]+(?:\.[\w-]+)*\.(?:de|fr|it|eu|com|org|net)(?:/\S*)?)[)>\],;.]?",
    re.IGNORECASE,
)


def passes_through(text: str) -> bool:
    """True if no part of `text` is a word: numbers, punctuation, emoji, addresses, white space."""
    return all(not any(c.isalpha() for c in part) or _ADDRESS.fullmatch(part) is not None for part in text.split())
