"""argostranslate as a peer to measure: runs in a virtual environment of its own, driven by lines of JSON.

Its sentence splitters (stanza, spaCy, MiniSBD) are stubbed and the article comes already split, so that only its decoding is
measured. German goes into French and Italian as argostranslate itself would lead it: by the direct package, else through English,
each package behind its own cache of the last text, emptied before every measurement.
Orders: ``{"do": "time" | "tokens" | "memory", "paragraphs": [[segment, …], …]}``; each is answered with one line of JSON.
"""

import json
import sys
import time
import types
from pathlib import Path

for name in ("stanza", "spacy", "minisbd"):
    stub = types.ModuleType(name)
    stub.SBDetect, stub.models = None, types.SimpleNamespace()
    sys.modules[name] = stub

from argostranslate import translate  # noqa: E402 - the stubs must be there first
from argostranslate.package import Package  # noqa: E402

BETWEEN = "\u241e"  # joins the segments of a paragraph for the replaced splitter
TARGETS = ("fr", "it")


class GivenSplit:
    """A sentence splitter that knows the answer."""

    def __init__(self, *_):
        pass

    def split_sentences(self, text):
        """The segments joined by `BETWEEN`."""
        return text.split(BETWEEN)


translate.MiniSBDSentencizer = GivenSplit


def open_translations(directory):
    """Every package as argostranslate opens it, by pair."""
    found = {}
    for path in sorted(Path(directory).iterdir()):
        if (path / "metadata.json").is_file():
            package = Package(path)
            languages = [translate.Language(code, code) for code in (package.from_code, package.to_code)]
            translation = translate.PackageTranslation(*languages, package)
            found[package.from_code, package.to_code] = translate.CachedTranslation(translation)
    return found


def find_routes(found):
    """The translation into each target that can be reached."""
    routes = {target: found["de", target] for target in TARGETS if ("de", target) in found}
    for target in TARGETS:
        if target not in routes and {("de", "en"), ("en", target)} <= set(found):
            routes[target] = translate.CompositeTranslation(found["de", "en"], found["en", target])
    return routes


def record_tokens(translation, texts):
    """The tokens of each segment as they come to the tokenizer's decode."""
    tokenizer, seen = translation.underlying.pkg.tokenizer, []
    original = tokenizer.decode
    tokenizer.decode = lambda tokens: (seen.append(list(tokens)), original(tokens))[1]
    for text in texts:
        translation.underlying.translate(text)
    tokenizer.decode = original
    return seen


def measure(found, routes, paragraphs):
    """Seconds on the wall and of the processors."""
    text = "\n".join(BETWEEN.join(segments) for segments in paragraphs)
    for translation in found.values():
        translation.cache = {}
    begin, used = time.perf_counter(), time.process_time()
    for translation in routes.values():
        translation.translate(text)
    return [time.perf_counter() - begin, time.process_time() - used]


def resident():
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def main():
    found = open_translations(sys.argv[1])
    routes = find_routes(found)
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "time":
            answer = measure(found, routes, order["paragraphs"])
        elif order["do"] == "memory":
            answer = resident()
        else:
            texts = [segment for segments in order["paragraphs"] for segment in segments]
            answer = {target: record_tokens(found["de", target], texts) for target in routes if ("de", target) in found}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
