"""When models are loaded, what they must be able to do, and what they leave alone: sockets, files, memory."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.errors import NoRoute, PackageError
from service.domain.translation import Manner, Request
from service.engine.engine import Engine, EngineOptions
from service.engine.model import Model, load_model
from service.engine.packages import PackageDirectory
from service.engine.weights import return_memory
from tests.fixtures import (
    install_fixture_packages,
)
from tests.unit.engine.asking import COUNCIL, FRENCH, ITALIAN, ask, texts


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return install_fixture_packages(tmp_path_factory.mktemp("packages"))


def test_constructing_opens_no_file(tmp_path):
    engine = Engine(PackageDirectory(tmp_path / "nothing"))

    assert list(tmp_path.iterdir()) == []
    assert engine.languages() == frozenset()
    with pytest.raises(NoRoute):
        engine.translate([ask(COUNCIL)])


def test_two_hundred_first_requests_load_each_model_once(directory):
    loads = []

    def load(package):
        loads.append(package.weights)
        return load_model(package, EngineOptions().decoding, 1, 1, 512)

    engine = Engine(PackageDirectory(directory), load=load)
    barrier = threading.Barrier(200)

    def first_request(number):
        barrier.wait()
        return engine.translate([ask(COUNCIL, (FRENCH, ITALIAN)[number % 2])])[0].content.text

    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(first_request, range(200)))

    assert len(loads) == 1  # both packages hold the same weights
    assert len(set(answers)) == 2


def test_a_load_that_fails_is_tried_again(directory):
    attempts = []

    def load(package):
        attempts.append(package)
        if len(attempts) == 1:
            raise PackageError(package.identity.name, "the disk is asleep", "Wake it.")
        return load_model(package, EngineOptions().decoding, 1, 1, 512)

    engine = Engine(PackageDirectory(directory), load=load)
    with pytest.raises(PackageError):
        engine.translate([ask(COUNCIL)])

    assert texts(engine, ask(COUNCIL)) == ["Le conseil municipal se réunit lundi à la mairie."]


class SilentDecoder:
    """Answers with nothing, at once or always."""

    def __init__(self, decoder, *, always):
        self._decoder, self._always = decoder, always

    def decode(self, jobs):
        answers = self._decoder.decode(jobs)
        if not self._always and all(job.manner is Manner.GREEDY for job in jobs):
            return answers
        return [type(answer)((), 0.0, None) for answer in answers]


def silent_engine(directory, *, always):
    def load(package):
        model = load_model(package, EngineOptions().decoding, 1, 1, 512)
        return Model(model.tokenizer, SilentDecoder(model.decoder, always=always))

    return Engine(PackageDirectory(directory), load=load)


def test_an_empty_answer_is_asked_for_again(directory):
    assert texts(silent_engine(directory, always=False), ask(COUNCIL))[0].startswith("Le conseil")


def test_an_answer_that_stays_empty_is_empty_not_the_source(directory):
    code = InlineCode(1, CodeKind.STANDALONE, "<br>")
    drafts = silent_engine(directory, always=True).translate(
        [ask(COUNCIL), Request(Content("Ja", code), FRENCH), ask("12")]
    )
    assert [draft.content for draft in drafts] == [Content(), Content(code), Content("12")]


def test_a_route_without_an_answer_to_a_test_sentence_is_refused(directory):
    with pytest.raises(PackageError, match="answers a test sentence with nothing"):
        silent_engine(directory, always=True).warm_up()


OFFLINE = """
import sys
from pathlib import Path
def refuse(event, arguments):
    if event.startswith("socket."):
        raise AssertionError(event)
sys.addaudithook(refuse)
from service.domain.content import Content
from service.domain.language import Language
from service.domain.translation import Request
from service.engine.engine import Engine
from service.engine.packages import PackageDirectory
engine = Engine(PackageDirectory(Path(sys.argv[1])))
engine.check()
engine.warm_up()
print(engine.translate([Request(Content("Der Eintritt ist frei."), Language.ITALIAN)])[0].content.text)
"""


def test_no_socket_is_opened_from_loading_to_translation(directory):
    root = Path(__file__).parents[3]

    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, str(directory)], cwd=root, capture_output=True, text=True, check=False
    )

    assert done.stdout.strip() == "L’ingresso è libero.", done.stderr


def test_memory_that_was_freed_in_pieces_is_given_back():
    def resident():
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    pieces = [b"x" * 100_000 for _ in range(2000)]  # too small for pages of their own
    full = resident()
    kept = pieces[::20]
    del pieces

    return_memory()

    assert len(kept) == 100
    assert resident() < full - 100
