"""What is never sent to the model because there is nothing to translate in it; refuses to change it.

``12. 5.``, ``***``, ``🎉``, ``https://www.ludwigsburg.de``, ``info@ludwigsburg.de``, ``#stadt_fest``: models answer these with
invented words.
"""

from service.domain.verbatim import find_verbatim


def passes_through(text: str) -> bool:
    """True if no part of `text` is a word: numbers, punctuation, emoji, addresses, white space."""
    done, letters = 0, False
    for start, end in (*find_verbatim(text), (len(text), len(text))):
        letters = letters or any(character.isalpha() for character in text[done:start])
        done = end
    return not letters
