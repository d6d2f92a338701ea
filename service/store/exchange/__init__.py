"""Termbases as files other programs read: CSV and TBX; refuses SQL and the search in texts."""

from service.store.exchange.csv_terms import read_csv, write_csv
from service.store.exchange.tbx import read_tbx, write_tbx

READERS = {"csv": read_csv, "tbx": read_tbx}
WRITERS = {"csv": write_csv, "tbx": write_tbx}
