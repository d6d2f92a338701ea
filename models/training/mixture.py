"""How often each corpus part is used: prose up, user interfaces and repetitions down.

A rate below one is the share of pairs that is kept, a rate above one repeats pairs: 2.5 means every pair twice and
half of them a third time. A press office writes sentences; a corpus of software strings would teach it menus.
"""

from __future__ import annotations

from models.training.pairs import Pair, chance

RATES: dict[str, float] = {
    # prose of people, news, administration: the closest to a press release
    "tatoeba-pivot": 3.0, "debian-www": 2.0, "albina": 4.0, "onegov": 4.0, "onegov-cloud": 1.0, "decidim": 1.5,
    "consul": 1.5, "opensource-guide": 4.0, "privacyguides": 3.0, "bitcoin-org": 3.0, "bitcoinorg": 2.0,
    "openfoodfacts": 3.0, "ch-covidcert": 3.0, "open-sdg": 4.0, "pagopa-pn": 2.0, "pagopa-io": 2.0, "datenanfragen": 2.0,
    "mozilla-legal": 2.0, "mozilla-www": 1.5, "debian-handbook": 1.5, "monero-site": 2.0, "letsencrypt": 1.5, "ogd-handbook": 2.0,
    # single words and terms (dictionary.py)
    "wikdict-common": 8.0, "wikdict": 2.0, "gemello": 8.0,
    # law and official vocabulary: good German, but much of it
    "swiss-law": 0.4, "swiss-law-hist": 0.1, "eforms-sdk": 0.25, "freedict": 1.0, "ebau": 1.0,
    # manuals and product documentation, translated from English
    "gnome-user-docs": 0.6, "dtdocs": 0.5, "ms-d365ops": 0.08, "ms-intune": 0.15, "ms-bcsmb": 0.15, "ms-projops": 0.15,
    "ms-custinsights": 0.2, "gnucash-docs": 1.0,
    # user interfaces
    "ilias": 0.3, "openolat": 0.4, "joomla": 0.3, "thunderbird": 0.3, "matomo": 0.3, "osm": 0.3, "geoadmin": 0.3, "contao": 0.3,
}  # fmt: skip


def rate_of(source: str, more: float = 1.0) -> float:
    """The rate of a corpus part; a part that is not listed is used once.

    `more` lifts the rates below one, up to one: a fast machine can learn from a larger share of the law and the manuals.
    """
    rate = RATES.get(source, 1.0)
    return rate if rate >= 1 else min(1.0, rate * more)


def copies(pair: Pair, more: float = 1.0, draw: int = 0) -> int:
    """How many times `pair` goes into the training data: the whole part of its rate, and once more by chance for the rest.

    Each `draw` is another sample of the same mixture: other sentences of the parts that are too large to be used whole.
    """
    whole, rest = divmod(rate_of(pair.source, more), 1.0)
    start = chance(pair.german, "mixture")
    return int(whole) + ((start - draw * rest) % 1.0 < rest)
