"""Step 5: weights -> CTranslate2 in int8 -> one `.argosmodel` a language (the same network, another target prefix).

    python -m models.training.export --weights FILE --spm spm.model --out DIR --version 0.2

Writes `translate-de_fr-0_2.argosmodel`, `translate-de_it-0_2.argosmodel` and `SHA256SUMS`. The same weights give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import sentencepiece as spm

from models.training.checkpoint import load_weights
from models.training.conversion import to_spec
from models.training.network import Shape, Transformer
from models.training.packaging import DECODING, describe, package_name, write_checksums, write_package
from models.training.pairs import LANGUAGES

DEFAULT_CARD = Path(__file__).parents[1] / "starter" / "README.md"


def convert(weights: Path, vocabulary: Path, quantisation: str) -> dict[str, bytes]:
    """The files of the CTranslate2 model: name -> content."""
    snapshot = load_weights(weights)
    model = Transformer(Shape(**snapshot["shape"]))
    model.load_state_dict(snapshot["model"])
    processor = spm.SentencePieceProcessor(model_file=str(vocabulary))
    spec = to_spec(model, [processor.id_to_piece(i) for i in range(processor.get_piece_size())])
    spec.optimize(quantization=quantisation)
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="a snapshot of a run, or what average wrote")
    parser.add_argument("--spm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--card", type=Path, default=DEFAULT_CARD, help="model card to put into the packages")
    parser.add_argument("--quantisation", default="int8")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    model = convert(arguments.weights, arguments.spm, arguments.quantisation)
    shared = {f"model/{name}": content for name, content in model.items()}
    shared["model/decoding.json"] = (json.dumps(DECODING) + "\n").encode()
    shared["sentencepiece.model"] = arguments.spm.read_bytes()
    if arguments.card.exists():
        shared["README.md"] = arguments.card.read_bytes()
    sums = {}
    for language in LANGUAGES:
        name = package_name(language, arguments.version)
        files = {**shared, "metadata.json": describe(language, arguments.version).encode()}
        path = arguments.out / f"{name}.argosmodel"
        sums[path.name] = write_package(path, name, files)
        print(f"{path}: {path.stat().st_size:,} bytes, sha256 {sums[path.name]}")
    write_checksums(arguments.out, sums)


if __name__ == "__main__":
    main()
