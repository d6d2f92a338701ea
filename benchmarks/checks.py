"""How often each check objects to professional translations: what it finds there is nearly always a false alarm.

    python benchmarks/checks.py --testsets DIRECTORY [--limit 2000]

The test sets are files NAME.de with NAME.fr or NAME.it beside them, a sentence a line. Translations are finished first, as
drafts are, so that the checks see the typography they see in an article.
"""

import argparse
from collections import Counter
from pathlib import Path

from service.domain.content import Content
from service.domain.language import TARGETS, Language
from service.domain.unit import Role
from service.linguistics.language_care import LanguageCare
from service.quality import CHECKS


def read_pairs(testsets: Path, language: Language, limit: int) -> list[tuple[str, str]]:
    pairs = []
    for source in sorted(testsets.glob("*.de")):
        target = source.with_suffix(f".{language}")
        if target.exists():
            lines = (file.read_text(encoding="utf-8").splitlines() for file in (source, target))
            pairs += [(one.strip(), other.strip()) for one, other in zip(*lines, strict=True)]
    return pairs[:: max(1, len(pairs) // limit)][:limit]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--testsets", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=2000)
    arguments = parser.parse_args()
    care = LanguageCare()
    for language in TARGETS:
        pairs = read_pairs(arguments.testsets, language, arguments.limit)
        found: Counter[str] = Counter()
        for one, other in pairs:
            source = Content(one)
            target = care.finish(Content(other), source, Role.PARAGRAPH, language).content
            issues = (check(source, target, language) for check in CHECKS)
            found.update(f"{issue.check} ({issue.severity})" for issue in issues if issue)
        print(f"{language}: {len(pairs)} translations")
        for name, count in found.most_common():
            print(f"  {name:28} {count:5} {count / len(pairs):7.2%}")


if __name__ == "__main__":
    main()
