"""Persons whom a German text names in both genders; refuses how a translation names them.

Miniature: of ``Alle Bürger*innen`` it is ``DoubleForm("Bürgerinnen und Bürger", "bürger", 5, 17)``.
"""

from dataclasses import dataclass

ANYONE = "jede"  # who is named by the pronoun alone


@dataclass(frozen=True, slots=True)
class DoubleForm:
    """One noun for persons, or the pronoun for any, both its genders named."""

    written: str  # written out, as the engine reads it: "Bürgerinnen und Bürger"
    persons: str  # the masculine plural in the nominative, small: "bürger"; ANYONE of "jede und jeder"
    start: int  # where it stands in the plain text of the source, in whatever notation
    end: int
