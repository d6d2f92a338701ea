"""argostranslate as a peer to measure: runs in a virtual environment of its own, driven by lines of JSON.

Its sentence splitters (stanza, spaCy, MiniSBD) are stubbed and the article comes already split, so that only its decoding is
measured. Each order ``{"do": "time" | "tokens", "paragraphs": [[segment, …], …]}`` is answered with one line of JSON.
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


class GivenSplit:
    """A sentence splitter that knows the answer."""

    def __init__(self, *_):
        pass

    def split_sentences(self, text):
        """The segments joined by `BETWEEN`."""
        return text.split(BETWEEN)


translate.MiniSBDSentencizer = GivenSplit


def open_translations(directory):
    translations = []
    for path in sorted(Path(directory).iterdir()):
        if not (path / "metadata.json").is_file():
            continue
        package = Package(path)
        languages = [translate.Language(code, code) for code in (package.from_code, package.to_code)]
        translations.append(translate.PackageTranslation(*languages, package))
    return translations


def record_tokens(translation, texts):
    """The tokens of each segment as they come to the tokenizer's decode."""
    tokenizer, seen = translation.pkg.tokenizer, []
    original = tokenizer.decode
    tokenizer.decode = lambda tokens: (seen.append(list(tokens)), original(tokens))[1]
    for text in texts:
        translation.translate(text)
    tokenizer.decode = original
    return seen


def main():
    translations = open_translations(sys.argv[1])
    for line in sys.stdin:
        order = json.loads(line)
        text = "\n".join(BETWEEN.join(segments) for segments in order["paragraphs"])
        if order["do"] == "time":
            begin = time.perf_counter()
            for translation in translations:
                translation.translate(text)
            answer = time.perf_counter() - begin
        else:
            texts = [segment for segments in order["paragraphs"] for segment in segments]
            answer = {translation.pkg.to_code: record_tokens(translation, texts) for translation in translations}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
