"""All checks in the order in which their issues are shown; refuses to judge anything itself."""

from collections.abc import Callable

from service.domain.content import Content
from service.domain.issue import Issue
from service.domain.language import Language
from service.quality.addresses import check_addresses
from service.quality.amounts import check_amounts
from service.quality.brackets import check_brackets
from service.quality.codes import check_codes
from service.quality.counted import check_counted
from service.quality.dates import check_dates
from service.quality.doubling import check_doubling
from service.quality.empty import check_empty
from service.quality.length import check_length
from service.quality.negation import check_negation
from service.quality.numbers import check_numbers
from service.quality.quotes import check_quotes
from service.quality.repetition import check_repetition
from service.quality.sentence_form import check_sentence_form
from service.quality.untranslated import check_untranslated
from service.quality.whitespace import check_whitespace

Check = Callable[[Content, Content, Language], Issue | None]  # (source segment, target, target language)

CHECKS: tuple[Check, ...] = (
    check_empty,
    check_codes,
    check_untranslated,
    check_addresses,
    check_numbers,
    check_counted,
    check_dates,
    check_amounts,
    check_length,
    check_repetition,
    check_negation,
    check_quotes,
    check_brackets,
    check_doubling,
    check_sentence_form,
    check_whitespace,
)
