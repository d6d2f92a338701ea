"""Many calls at once: the same bytes as alone, no error that is another's, no end that hangs."""

import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.language import TARGETS
from service.domain.signature import DecodingOptions
from service.domain.translation import Manner, Request
from service.engine.decoder import Decoder, Job
from service.engine.engine import Engine, EngineOptions
from service.engine.packages import PackageDirectory
from tests.fakes import FakeTranslator
from tests.fixtures import install_fixture_packages
from tests.fixtures.world import draw_sentence, read_world

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return install_fixture_packages(tmp_path_factory.mktemp("packages"))


def draw_calls(number, seed=3):
    """Calls of one to five requests in every language and manner, some with a code in them."""
    rng, world = random.Random(seed), read_world(ROOT / "tests/fixtures/small_world.txt")

    def draw():
        words = draw_sentence(world, rng).text(0)
        half = words.find(" ", len(words) // 2) + 1
        code = (InlineCode(1, CodeKind.STANDALONE, "<br>"),) if rng.random() < 0.3 else ()
        opening = rng.choice(["", "", "Le conseil", "Il consiglio comunale"])
        content = Content(words[:half], *code, words[half:])
        return Request(content, rng.choice(TARGETS), rng.choice(list(Manner)), opening)

    return [[draw() for _ in range(rng.randint(1, 5))] for _ in range(number)]


@pytest.mark.parametrize("decoding", [DecodingOptions(), DecodingOptions(length_penalty=1.0, coverage_penalty=0.1)])
def test_in_any_company_a_call_gets_the_bytes_it_gets_alone(directory, decoding):
    calls = draw_calls(120)
    alone = Engine(PackageDirectory(directory), EngineOptions(inter_threads=1, window=0.0, decoding=decoding))
    wanted = [alone.translate(requests) for requests in calls]
    options = EngineOptions(inter_threads=2, window=0.2, batch_tokens=256, decoding=decoding)
    crowded = Engine(PackageDirectory(directory), options)

    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(crowded.translate, calls))

    assert answers == wanted


def test_calls_of_many_threads_share_batches():
    translator = FakeTranslator()
    decoder = Decoder(translator, DecodingOptions(), batch_tokens=64, window=10.0)

    with ThreadPoolExecutor(8) as pool:  # of a width of 8 tokens each, the eighth fills the batch
        answers = list(pool.map(decoder.decode, [[Job((f"w{number}",) * 8)] for number in range(8)]))

    assert len(translator.batches) == 1
    assert [answer.tokens[0] for [answer] in answers] == [f"w{number}" for number in range(8)]


def test_a_batch_that_fails_in_company_fails_only_for_the_call_at_fault():
    decoder = Decoder(FakeTranslator(), DecodingOptions(), batch_tokens=32, window=10.0)

    def decode(word):
        try:
            return decoder.decode([Job((word,) * 8)])[0].tokens[0]
        except RuntimeError as error:
            return str(error)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(decode, ["a", "broken", "b", "c"]))

    assert answers == ["a", "out of memory", "b", "c"]


def test_a_package_exchanged_under_load_disturbs_nobody(directory):
    engine = Engine(PackageDirectory(directory), EngineOptions(window=0.05))
    calls, stop = draw_calls(40, seed=4), threading.Event()
    wanted = [engine.translate(requests) for requests in calls]

    def reopen():
        while not stop.is_set():
            engine.reopen()

    reopening = threading.Thread(target=reopen)
    reopening.start()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(engine.translate, calls))
    stop.set()
    reopening.join()

    assert answers == wanted


RECYCLED = """
import sys, threading
from pathlib import Path
from service.domain.content import Content
from service.domain.language import Language
from service.domain.translation import Request
from service.engine.engine import Engine, EngineOptions
from service.engine.packages import PackageDirectory
engine = Engine(PackageDirectory(Path(sys.argv[1])), EngineOptions(window=0.1))
engine.warm_up()
stop, begun = threading.Event(), threading.Semaphore(0)
def work(number):
    while True:
        engine.translate([Request(Content(f"Der Gemeinderat tagt am Montag im Rathaus {number}."), Language.FRENCH)])
        begun.release()
        if stop.is_set():
            return
threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
for thread in threads:
    thread.start()
for _ in range(24):
    begun.acquire()
stop.set()
"""


def test_a_process_that_is_told_to_end_under_load_ends(directory):
    begin = time.monotonic()

    done = subprocess.run(
        [sys.executable, "-c", RECYCLED, str(directory)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert time.monotonic() - begin < 60
