"""From a corpus to packages that translate: every step by its command, on the small world."""

import hashlib

import numpy as np
import pytest
import sentencepiece as spm
from sacrebleu.metrics.chrf import CHRF

from models.training.decoding import Package
from models.training.pairs import read_pairs
from models.training.tokens import NO_LINK
from tests.training.conftest import ENOUGH, options, run_step

pytestmark = pytest.mark.timeout(600)

MEAN_TOKENS = 1600  # target tokens a step of one process: batches of 2,000, less padding


def test_test_sentences_stay_out_and_both_languages_come_in(prepared):
    pairs = list(read_pairs(prepared.data / "train.tsv"))
    tests = set((prepared.testsets / "newstest-old-fr.de").read_text(encoding="utf-8").splitlines())
    assert not tests & {pair.german for pair in pairs}
    assert min(sum(pair.language == language for pair in pairs) for language in ("fr", "it")) > 500


def test_names_are_aligned_to_themselves(prepared):
    pieces = spm.SentencePieceProcessor(model_file=str(prepared.data / "spm.model"))
    arrays, links = np.load(prepared.data / "train.npz"), np.load(prepared.data / "alignment.npz")["links"]
    right = found = 0
    for row, pair in enumerate(read_pairs(prepared.data / "train.tsv")):
        if "Ludwigsburg" not in pair.german or "Ludwigsburg" not in pair.target:
            continue
        source = arrays["src"][arrays["src_offsets"][row] : arrays["src_offsets"][row + 1]].tolist()
        place = arrays["tgt_offsets"][row]
        for token in pieces.encode("in Ludwigsburg")[1:]:
            positions = np.flatnonzero(arrays["tgt"][place : arrays["tgt_offsets"][row + 1]] == token)
            if len(positions) == source.count(token) == 1 and links[place + positions[0]] != NO_LINK:
                found += 1
                right += links[place + positions[0]] == source.index(token)
    assert found > 50
    assert right / found > 0.9


def test_the_loss_falls(trained):
    rows = trained.log(trained.run)
    assert rows[0]["aligned"]
    assert rows[-1]["valid"] < ENOUGH


def test_a_training_goes_on_where_it_stopped(trained, tmp_path):
    (tmp_path / "last.pt").write_bytes((trained.run / "last.pt").read_bytes())
    trained.train(tmp_path, *options(minutes=0.1, cool_down=0.1, threads=1))
    before, (begin, end) = trained.log(trained.run)[-1], trained.log(tmp_path)
    assert begin["step"] == before["step"] < end["step"]
    assert end["valid"] < before["valid"] + 0.5


def test_two_processes_learn_from_more_than_one_could(trained, tmp_path):
    slow = options(minutes=0.1, rate=1e-4, muon=1e-4)
    trained.train(tmp_path, *options(start=trained.weights, processes=2, threads=1), *slow)
    before, (begin, end) = trained.log(trained.run)[-1], trained.log(tmp_path)
    steps, tokens = end["step"] - begin["step"], end["seen"] - before["seen"]
    assert tokens > 1.2 * MEAN_TOKENS * steps
    assert end["valid"] < before["valid"] + 0.1


@pytest.mark.parametrize("language", ["fr", "it"])
def test_the_packages_translate(prepared, packages, language):
    stem = prepared.testsets / f"newstest-old-{language}"
    german, wanted = (
        stem.with_suffix(f".{side}").read_text(encoding="utf-8").splitlines() for side in ("de", language)
    )
    with Package(packages / f"translate-de_{language}-9_9.argosmodel") as package:
        found = package.translate(german)
    assert CHRF().corpus_score(found, [[line.replace("’", "'") for line in wanted]]).score > 60


def test_quality_is_measured_on_the_press_test_and_on_sets_of_ones_own(prepared, packages, tmp_path):
    for language in ("de", "fr"):
        lines = (prepared.testsets / f"newstest-old-fr.{language}").read_text(encoding="utf-8")
        (tmp_path / f"ntrex128.{language}").write_text(lines, encoding="utf-8")
    french = next(packages.glob("*de_fr*"))
    told = run_step("quality", french, "--testsets", tmp_path, "--limit", 20, "--threads", 1, within="benchmarks")
    rows = {line.split()[0]: line.split() for line in told.splitlines() if "20 sentences," in line}
    assert set(rows) == {"press", "ntrex128"}
    assert float(rows["ntrex128"][5]) > float(rows["press"][5])  # chrF2: it knows the small world and no press release


def test_the_attention_of_a_package_aligns(packages):
    with Package(packages / "translate-de_fr-9_9.argosmodel") as package:
        source, target, attention = package.attend(
            "Peter Schmid spricht am Montag in Bergamo.", "Peter Schmid parle lundi à Bergame."
        )
    found = {piece: source[attention[place].argmax()] for place, piece in enumerate(target)}
    assert [found[piece] for piece in ("▁Schmid", "▁lundi", "▁Bergame")] == ["▁Schmid", "▁Montag", "▁Bergamo"]


def test_the_checksums_are_those_of_the_packages(packages):
    lines = (packages / "SHA256SUMS").read_text().splitlines()
    assert {name: digest for digest, name in (line.split("  ") for line in lines)} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in packages.glob("*.argosmodel")
    }


def test_the_same_weights_give_the_same_packages(trained, packages, tmp_path):
    run_step(
        "export",
        "--weights",
        trained.weights,
        "--spm",
        trained.data / "spm.model",
        "--out",
        tmp_path,
        "--version",
        "9.9",
    )
    assert (tmp_path / "SHA256SUMS").read_text() == (packages / "SHA256SUMS").read_text()
