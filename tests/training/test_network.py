"""The network grown, averaged, and what several processes make of theirs together."""

import multiprocessing
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from models.training.checkpoint import average_weights, load_weights, save_weights
from models.training.company import Company
from models.training.grow import grow, layers_below
from models.training.network import Shape, Transformer
from tests.training.conftest import run_step

SHAPE = Shape(vocabulary=50, width=16, feed_forward=32, heads=2, encoder_layers=2, decoder_layers=1, dropout=0.0)


def make_snapshot(path: Path, seed: int = 1) -> Path:
    torch.manual_seed(seed)
    save_weights(path, Transformer(SHAPE), step=7, seen=700)
    return path


def states(model: Transformer) -> torch.Tensor:
    tokens = torch.arange(5, 35).reshape(3, 10)
    with torch.no_grad():
        return model(tokens, tokens)[0]


def test_a_grown_network_gives_what_it_gave(tmp_path):
    snapshot = load_weights(make_snapshot(tmp_path / "a.pt"))
    small = Transformer(SHAPE)
    small.load_state_dict(snapshot["model"])
    assert torch.equal(states(grow(snapshot, 5)), states(small))


def test_every_new_layer_can_learn(tmp_path):
    model = grow(load_weights(make_snapshot(tmp_path / "a.pt")), 4)
    states_of_one = model(torch.arange(5, 15)[None], torch.arange(5, 15)[None])[0]
    states_of_one.square().sum().backward()
    assert all(layer.feed_forward.outer.weight.grad.abs().sum() > 0 for layer in model.encoder)


def test_copies_stand_behind_their_originals():
    assert layers_below(4, 6) == [0, 0, 1, 2, 2, 3]
    assert layers_below(4, 8) == [0, 0, 1, 1, 2, 2, 3, 3]


def test_a_network_cannot_shrink():
    with pytest.raises(ValueError, match="of 4 layers cannot grow to 2"):
        layers_below(4, 2)


def test_the_command_keeps_how_much_was_learnt(tmp_path):
    make_snapshot(tmp_path / "a.pt")
    printed = run_step("grow", "--weights", tmp_path / "a.pt", "--encoder-layers", 3, "--out", tmp_path / "b.pt")
    grown = load_weights(tmp_path / "b.pt")
    assert (grown["seen"], grown["shape"]["encoder_layers"]) == (700, 3)
    assert "parameters" in printed


def test_an_average_lies_in_the_middle(tmp_path):
    snapshots = [load_weights(make_snapshot(tmp_path / f"{seed}.pt", seed)) for seed in (1, 2)]
    mean = average_weights(snapshots)["encoder.0.feed_forward.outer.weight"]
    one, two = (s["model"]["encoder.0.feed_forward.outer.weight"] for s in snapshots)
    assert torch.allclose(mean, (one + two) / 2)


def meet_as(rank: int, meeting: Path, results: Path) -> None:
    """A process whose one weight is its rank and which has learnt from 100 or 300 tokens since the last meeting."""
    model = torch.nn.Linear(1, 1, bias=False)
    learner = SimpleNamespace(model=model, optimisers=[], seen=1000)
    company = Company(rank, 2, meeting)
    company.begin(learner)
    model.weight.data.fill_(rank)
    learner.seen += 300 if rank else 100
    stopped = company.meet(learner, stop=rank == 1)
    (results / str(rank)).write_text(f"{model.weight.item()} {learner.seen} {stopped}")


def test_processes_meet_in_the_mean_by_what_they_have_learnt_from(tmp_path):
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=meet_as, args=(rank, tmp_path / "meeting", tmp_path)) for rank in (0, 1)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [(tmp_path / str(rank)).read_text() for rank in (0, 1)] == ["0.75 1400 True"] * 2
