"""Termbases and memories as files other programs read: CSV and TBX, TMX and XLIFF; refuses SQL and the search in texts."""

from service.store.exchange.csv_terms import read_csv, write_csv
from service.store.exchange.tbx import read_tbx, write_tbx
from service.store.exchange.tmx import read_tmx, write_tmx
from service.store.exchange.xliff import read_units, write_units

READERS = {"csv": read_csv, "tbx": read_tbx}
WRITERS = {"csv": write_csv, "tbx": write_tbx}
MEMORY_READERS = {"tmx": read_tmx, "xliff": read_units}
MEMORY_WRITERS = {"tmx": write_tmx, "xliff": write_units}
