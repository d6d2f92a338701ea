"""Packages of the size of the public ones with random weights: as much work for the processor, no sense in the answers.

    python benchmarks/stand_ins.py DIRECTORY

Writes translate-de_en-1_3, -en_fr-1_9 and -en_it-1_0.argosmodel: 6+6 layers 512 wide, 8 heads, 2048 inside; de_en and en_it with 32,000 pieces
for each side, en_fr with one vocabulary of 59,514. Random weights never end a sentence of themselves. So one dimension of the
network is set by hand: it counts positions, and the end of the sentence becomes likely where the answer is as long as the source.
Whoever decodes them, Gemello or another, gets answers as long as translations are, without being told a limit.
"""

import json
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
from ctranslate2.specs import common_spec, transformer_spec

ROOT = Path(__file__).resolve().parent.parent
STARTER = next(ROOT.glob("models/starter/translate-de_fr-*.argosmodel"))  # lends its tokenizer
LAYERS, WIDTH, HEADS, INNER, POSITIONS = 6, 512, 8, 2048, 1024
STEP = 0.05  # by which the counting dimension grows a position
SURE = 300.0  # weight of the counting dimension on the end of the sentence
NEVER = -1000.0  # bias of what the tokenizer does not know
TRIAL = ["▁Der", "▁Rat", "▁der", "▁Stadt", "▁hat", "▁in", "▁seiner", "▁Sitzung", "▁am"]


@dataclass(frozen=True)
class Shape:
    """One public package."""

    name: str
    version: str
    pieces: int
    tables: int  # 3: source, target and output have a matrix each; 2: target and output share one; 1: all three do
    stored: str  # number format in the file


SHAPES = (
    Shape("translate-de_en", "1.3", 32_000, tables=2, stored="float16"),
    Shape("translate-en_fr", "1.9", 59_514, tables=1, stored="int8"),
    Shape("translate-en_it", "1.0", 32_000, tables=3, stored="int8"),
)


class Weights:
    """Random matrices from one seed."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def matrix(self, rows: int, columns: int, gain: float = 1.0) -> np.ndarray:
        """Of entries that keep the size of what goes through."""
        return (self._rng.standard_normal((rows, columns), dtype=np.float32) * gain / columns**0.5).astype(np.float32)

    def fill(self, place, rows: int, columns: int, gain: float = 1.0) -> None:
        """Random weights for a linear layer; what is added to the stream leaves the counting dimension alone."""
        place.weight, place.bias = self.matrix(rows, columns, gain), np.zeros(rows, np.float32)
        if rows == WIDTH:
            place.weight[0] = 0


def fill_norm(place) -> None:
    place.gamma, place.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


def fill_layer(layer, weights: Weights, *, across: bool) -> None:
    fill_norm(layer.self_attention.layer_norm)
    weights.fill(layer.self_attention.linear[0], 3 * WIDTH, WIDTH)
    weights.fill(layer.self_attention.linear[1], WIDTH, WIDTH, 0.5)
    if across:
        fill_norm(layer.attention.layer_norm)
        weights.fill(layer.attention.linear[0], WIDTH, WIDTH)
        weights.fill(layer.attention.linear[1], 2 * WIDTH, WIDTH)
        weights.fill(layer.attention.linear[2], WIDTH, WIDTH, 0.5)
    fill_norm(layer.ffn.layer_norm)
    weights.fill(layer.ffn.linear_0, INNER, WIDTH)
    weights.fill(layer.ffn.linear_1, WIDTH, INNER, 0.5)


def count_source(attention, gain: float) -> None:
    """Head 0 looks at all of the source alike and takes the mean position off the counting dimension."""
    inside = WIDTH // HEADS
    attention.linear[0].weight[:inside] = 0
    attention.linear[1].weight[WIDTH] = 0
    attention.linear[1].weight[WIDTH, 0] = gain
    attention.linear[2].weight[:, 0] = 0
    attention.linear[2].weight[0, 0] = -1


def make_positions() -> np.ndarray:
    angle = np.arange(POSITIONS)[:, None] / 10_000 ** (np.arange(WIDTH // 2)[None, :] / (WIDTH // 2))
    table = np.concatenate([np.sin(angle), np.cos(angle)], axis=1).astype(np.float32)
    table[:, 0] = STEP * np.arange(POSITIONS)
    return table


def make_model(shape: Shape, known: list[str], gain: float, directory: Path) -> None:
    """A CTranslate2 model directory; `known` are the tokenizer's pieces, the rest of the vocabulary is never written."""
    weights = Weights(sum(shape.name.encode()))
    spec = transformer_spec.TransformerSpec.from_config(
        (LAYERS, LAYERS),
        HEADS,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        alignment_layer=-1,
        alignment_heads=1,
    )
    pieces = known + [f"▁⟨{number}⟩" for number in range(shape.pieces - len(known))]
    tables = [weights.matrix(shape.pieces, WIDTH) for _ in range(shape.tables)]
    tables += tables[-1:] * (3 - shape.tables)
    for table in tables:
        table[:, 0] = 0
    end = pieces.index("</s>")
    tables[2][end] = 0
    tables[2][end, 0] = SURE
    bias = np.zeros(shape.pieces, np.float32)
    bias[len(known) :] = bias[:4] = NEVER
    bias[end] = 0
    spec.encoder.embeddings[0].weight, spec.decoder.embeddings.weight = tables[0], tables[1]
    spec.decoder.projection.weight, spec.decoder.projection.bias = tables[2], bias
    for side, across in ((spec.encoder, False), (spec.decoder, True)):
        side.position_encodings.encodings = make_positions()
        fill_norm(side.layer_norm)
        for layer in side.layer:
            fill_layer(layer, weights, across=across)
    count_source(spec.decoder.layer[0].attention, gain)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization=shape.stored)
    directory.mkdir(parents=True, exist_ok=True)
    spec.save(str(directory))


def measure_length(directory: Path) -> float:
    """Tokens of an answer a token of the source."""
    translator = ctranslate2.Translator(str(directory), compute_type="int8", intra_threads=2)
    sources = [TRIAL * times for times in (1, 3, 6)]
    answers = translator.translate_batch(sources, beam_size=4, max_decoding_length=200)
    return sum(len(answer.hypotheses[0]) for answer in answers) / sum(map(len, sources))


def make_stand_ins(directory: Path) -> list[Path]:
    """The three files, made once."""
    directory.mkdir(parents=True, exist_ok=True)
    files = [directory / f"{shape.name}-{shape.version.replace('.', '_')}.argosmodel" for shape in SHAPES]
    with tempfile.TemporaryDirectory() as temporary, zipfile.ZipFile(STARTER) as starter:
        named = {Path(name).name: starter.read(name) for name in starter.namelist()}
        known = json.loads(named["shared_vocabulary.json"])
        for shape, file in zip(SHAPES, files, strict=True):
            if not file.exists():
                model = Path(temporary) / shape.name
                make_model(shape, known, find_gain(shape, known, Path(temporary) / f"{shape.name}-trial"), model)
                print(
                    f"{file.name}: an answer has {measure_length(model):.2f} tokens a token of its source",
                    file=sys.stderr,
                )
                pack(shape, model, named["sentencepiece.model"], file)
    return files


def find_gain(shape: Shape, known: list[str], directory: Path) -> float:
    """The gain at which answers are as long as their sources."""
    gain = 2.6
    for _ in range(2):
        make_model(shape, known, gain, directory)
        gain /= measure_length(directory)
    return gain


def pack(shape: Shape, model: Path, tokenizer: bytes, file: Path) -> None:
    source, target = shape.name.removeprefix("translate-").split("_")
    metadata = {"package_version": shape.version, "argos_version": "1.0", "from_code": source, "to_code": target}
    metadata |= {"from_name": source, "to_name": target, "note": "random weights, made by benchmarks/stand_ins.py"}
    partial = file.with_suffix(".part")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(f"{file.stem}/metadata.json", json.dumps(metadata))
        archive.writestr(f"{file.stem}/sentencepiece.model", tokenizer)
        for each in sorted(model.iterdir()):
            archive.write(each, f"{file.stem}/model/{each.name}")
    partial.replace(file)


if __name__ == "__main__":
    for made in make_stand_ins(Path(sys.argv[1])):
        print(f"{made}  {made.stat().st_size / 1e6:.0f} MB")
