"""Loading models: each set of weights once, however many ask at once; refuses to decode."""

import contextlib
import ctypes
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

import ctranslate2

from service.domain.errors import PackageError

Loaded = TypeVar("Loaded")

_REMEDY = "Import a package made for this version; it must hold a CTranslate2 model."


def load_translator(
    name: str,
    model: Path,
    compute_type: str,
    inter_threads: int,
    intra_threads: int,
    device: str = "cpu",
    make: Callable[..., Any] = ctranslate2.Translator,
) -> Any:
    """The CTranslate2 translator of a model directory; raises `PackageError` naming the package if it is refused."""
    try:
        return make(
            str(model),
            device=device,
            compute_type=compute_type,
            inter_threads=inter_threads,
            intra_threads=intra_threads,
            max_queued_batches=-1,  # to hand over work never blocks
        )
    except (RuntimeError, ValueError) as error:
        raise PackageError(name, f"CTranslate2 cannot load its model ({error})", _REMEDY) from error


def return_memory() -> None:
    """Give the system back what models that are gone leave behind: glibc keeps freed weights for later, hundreds of megabytes."""
    with contextlib.suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)


class Shelf(Generic[Loaded]):
    """Things loaded once by key, there as long as somebody holds them. The first to ask loads; the others wait for it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._loaded: WeakValueDictionary[str, Loaded] = WeakValueDictionary()

    def take(self, key: str, load: Callable[[], Loaded]) -> Loaded:
        """The thing under `key`, loaded by `load` if it is not there yet. A failed load is tried again next time."""
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            thing = self._loaded.get(key)
            if thing is None:
                thing = self._loaded[key] = load()
            return thing
