"""Where inline codes end up, on the marked sentences of `data/placement`, beside two naive ways.

    python -m benchmarks.structure models/starter/*.argosmodel [--half tune|judge|both] [--show]

On the *right* translation (the words of a model that makes no mistakes): it is dictated to the package, whose attention aligns
it; then `place_codes` puts the codes back. A code is right if both its ends stand exactly where the linguist put them; a sentence
is right if it is equal to the linguist's to the last space. Peers of the same run, on the same translation:

* node by node: each stretch of text between two codes is translated alone and the order stays as it is. On the right translation
  the stretches get shares of it, by the length of their translations, cut at the nearest space.
* found again: what a pair holds is translated alone and looked for in the sentence, the most similar row of words wins; below
  `ALIKE` the pair is lost. Standalone codes go to the same relative place.

On the package's *own* translation nobody knows the right place; there the figures are codes that are lost, crossed, in the middle of a
word or with blanks inside, and the rungs of the ladder.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.marked import Example, count_right, find_faults, find_right, read_examples, show
from models.training.decoding import Package
from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.language import Language
from service.domain.translation import Request
from service.engine.alignment import align_words, find_words
from service.engine.codes import RUNGS, Placement, place_codes
from service.engine.engine import Engine
from service.engine.packages import PackageDirectory
from service.engine.spans import strip_codes
from service.engine.tokens import SPACE_MARK, locate_tokens

ALIKE = 0.6
Way = Callable[[Package, Example], Content]


def place_along_attention(package: Package, example: Example) -> Content:
    return place_by_ladder(package, example).content


def place_by_ladder(package: Package, example: Example) -> Placement:
    """Gemello's own way, with the rung of each code."""
    text, target = strip_codes(example.source).text, example.target
    pieces, wanted, attention = package.attend(text, target)
    source_spans, target_spans = (
        locate_tokens(each, [piece.replace(SPACE_MARK, "") for piece in tokens])
        for each, tokens in ((text, pieces), (target, wanted))
    )
    alignment = align_words(text, source_spans, target, target_spans, attention.tolist())
    return place_codes(example.source, target, alignment, Language(example.language))


def place_node_by_node(package: Package, example: Example) -> Content:
    """Each text takes its share of the translation, in order."""
    texts = [part for part in example.source if isinstance(part, str)]
    own = dict(zip(texts, package.translate(texts), strict=True))
    total, target, parts, done = sum(map(len, own.values())) or 1, example.target, list[Part](), 0
    passed, start = 0, 0
    for part in example.source:
        if isinstance(part, InlineCode):
            parts.append(part)
            continue
        passed += len(own[part])
        end = _nearest_space(target, passed / total * len(target), start)
        parts.append(target[start:end])
        start, done = end, done + 1
    return _blanks_outside(Content(*parts, target[start:]))


def find_again(package: Package, example: Example) -> Content:
    """Each pair around the row of words most like its own translation."""
    text, target, places = strip_codes(example.source).text, example.target, list[tuple[int, int, InlineCode]]()
    words = find_words(target)
    for code in example.source.codes:
        first, last = _locate(example.source, code.id)
        if code.kind is CodeKind.STANDALONE:
            place = _nearest_space(target, first / max(1, len(text)) * len(target), 0)
            places.append((place, 1, code))
        elif code.kind is CodeKind.OPENING and (
            found := _most_alike(package.translate([text[first:last]])[0], target, words)
        ):
            closing = next(each for each in example.source.codes if each.id == code.id and each is not code)
            places += [(found[0], 2, code), (found[1], 0, closing)]
    parts, start = list[Part](), 0
    for place, _, code in sorted(places, key=lambda each: each[:2]):
        parts += [target[start:place], code]
        start = place
    return Content(*parts, target[start:])


WAYS: dict[str, Way] = {
    "along the attention": place_along_attention,
    "node by node": place_node_by_node,
    "found again": find_again,
}


@dataclass(slots=True)
class Tally:
    """What one way got right."""

    codes: int = 0
    right_codes: int = 0
    sentences: int = 0
    right_sentences: int = 0

    def add(self, found: Content, example: Example) -> bool:
        """Count one answer; true if it is the linguist's to the last space."""
        self.codes += len({code.id for code in example.wanted.codes})
        self.right_codes += count_right(found, example.wanted)
        self.sentences += 1
        is_right = show(found) == show(example.wanted)
        self.right_sentences += is_right
        return is_right

    def __str__(self) -> str:
        codes, sentences = self.right_codes / self.codes, self.right_sentences / self.sentences
        return f"{codes:7.1%} of {self.codes:4} codes {sentences:7.1%} of {self.sentences:4} sentences"


def judge_right_translations(package: Package, examples: Sequence[Example], *, with_failures: bool) -> None:
    for name, way in WAYS.items():
        tally = Tally()
        for example in examples:
            found = way(package, example)
            if not tally.add(found, example) and with_failures and way is place_along_attention:
                print(
                    f"  {example.theme} {example.number}: {show(example.source)}\n    wanted {show(example.wanted)}\n    found  {show(found)}"
                )
        print(f"{package.pair[1]} {name:24} {tally}")


def judge_rungs(package: Package, examples: Sequence[Example]) -> None:
    """How often the codes of each rung are right: whether the ladder knows what it does not know."""
    right, total = Counter[str](), Counter[str]()
    for example in examples:
        placement = place_by_ladder(package, example)
        low = dict.fromkeys(placement.phrased, "phrase") | dict.fromkeys(placement.displaced, "segment")
        correct = find_right(placement.content, example.wanted)
        for identity in {code.id for code in example.wanted.codes}:
            total[low.get(identity, "alignment")] += 1
            right[low.get(identity, "alignment")] += identity in correct
    shares = ", ".join(f"{rung} {right[rung]} of {total[rung]}" for rung in RUNGS if total[rung])
    print(f"{package.pair[1]} codes right by rung: {shares}")


def judge_own_translations(packages: Sequence[Path], examples: Sequence[Example]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        installed = PackageDirectory(Path(directory))
        for path in packages:
            installed.install(path)
        requests = [Request(example.source, Language(example.language)) for example in examples]
        drafts = Engine(installed).translate(requests)
    faults = Counter(
        fault
        for request, draft in zip(requests, drafts, strict=True)
        for fault in find_faults(request.content, draft.content)
    )
    rungs = Counter(draft.placement for draft in drafts)
    codes = sum(len({code.id for code in example.source.codes}) for example in examples)
    guessed, phrased = sum(len(draft.displaced) for draft in drafts), sum(len(draft.phrased) for draft in drafts)
    print(f"own translations: {len(drafts)} segments by lowest rung: {dict(rungs)}")
    print(
        f"  {codes} codes: {codes - guessed - phrased} alignment, {phrased} phrase, {guessed} segment; faults: {dict(faults) or 'none'}"
    )


def _locate(content: Content, identity: int) -> tuple[int, int]:
    """Start and end in the plain text that `strip_codes` makes."""
    spans = strip_codes(content).spans
    while spans:
        span = spans.pop()
        if identity in {code.id for code in span.codes}:
            return span.start, span.end
        spans += span.children
    raise KeyError(identity)


def _most_alike(phrase: str, target: str, words: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    size = max(1, len(find_words(phrase)))
    rows = [
        (words[i][0], words[j - 1][1])
        for i in range(len(words))
        for j in range(i + 1, min(len(words), i + size + 2) + 1)
    ]
    scored = [(SequenceMatcher(None, phrase.lower(), target[slice(*row)].lower()).ratio(), row) for row in rows]
    best = max(scored, default=(0.0, (0, 0)), key=lambda each: each[0])
    return best[1] if best[0] >= ALIKE else None


def _nearest_space(text: str, place: float, low: int) -> int:
    spaces = [i for i, character in enumerate(text) if character == " " and i >= low]
    return min([*spaces, low, len(text)], key=lambda each: abs(each - place))


def _blanks_outside(content: Content) -> Content:
    """Spaces moved out of the edges of pairs, as such tools do."""
    parts = list(content.parts)
    for index in range(len(parts) - 1):
        code, text = parts[index], parts[index + 1]
        if (
            isinstance(code, InlineCode)
            and code.kind is not CodeKind.CLOSING
            and isinstance(text, str)
            and text.startswith(" ")
        ):
            parts[index], parts[index + 1] = Content(" ", code), text[1:]  # type: ignore[call-overload]
    return Content(*(inner for part in parts for inner in (part.parts if isinstance(part, Content) else (part,))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, nargs="+")
    parser.add_argument("--half", choices=("tune", "judge", "both"), default="both")
    parser.add_argument("--show", action="store_true", help="Print the sentences whose codes stand elsewhere.")
    arguments = parser.parse_args()
    examples = [each for each in read_examples() if arguments.half in (each.half, "both")]
    for path in arguments.packages:
        with Package(path) as package:
            own = [example for example in examples if example.language == package.pair[1]]
            judge_right_translations(package, own, with_failures=arguments.show)
            judge_rungs(package, own)
    judge_own_translations(arguments.packages, examples)


if __name__ == "__main__":
    main()
