"""The engine over real, tiny packages."""

import random
import shutil
import subprocess
import sys
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ctranslate2
import pytest

from benchmarks.marked import mark, show
from service.domain.content import CodeKind, Content, InlineCode
from service.domain.errors import NoRoute, PackageError
from service.domain.language import Language
from service.domain.signature import DecodingOptions
from service.domain.translation import Manner, Request
from service.engine import installation
from service.engine.argos import open_argos_package
from service.engine.choice import Choice
from service.engine.decoder import Job
from service.engine.engine import Engine, EngineOptions
from service.engine.model import Model, load_model
from service.engine.packages import PackageDirectory
from service.engine.route import Preference
from service.engine.weights import return_memory
from tests.fixtures import (
    FRENCH_FILE,
    ROOT,
    install_fixture_packages,
    members,
    renamed,
    write_archive,
    write_pivot_packages,
)
from tests.fixtures.world import draw_sentence, read_world

FRENCH, ITALIAN = Language.FRENCH, Language.ITALIAN
USUAL, NO_REPEAT = Manner.USUAL, Manner.NO_REPEAT
COUNCIL = "Der Gemeinderat tagt am Montag im Rathaus."
WORLD = Path(__file__).parents[2] / "fixtures" / "small_world.txt"


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return install_fixture_packages(tmp_path_factory.mktemp("packages"))


@pytest.fixture(scope="module")
def engine(directory):
    return Engine(PackageDirectory(directory), EngineOptions(inter_threads=1))


def ask(text: str, target: Language = FRENCH) -> Request:
    return Request(Content(text), target)


def texts(engine: Engine, *requests: Request) -> list[str]:
    return [draft.content.text for draft in engine.translate(requests)]


def draw(number: int, seed: int = 5) -> list[str]:
    rng, world = random.Random(seed), read_world(WORLD)
    return [draw_sentence(world, rng).text(0) for _ in range(number)]


def test_german_becomes_french_and_italian_in_one_call(engine):
    assert texts(engine, ask(COUNCIL, FRENCH), ask(COUNCIL, ITALIAN)) == [
        "Le conseil municipal se réunit lundi à la mairie.",
        "Il consiglio comunale si riunisce lunedì in municipio.",
    ]


def test_the_small_world_is_translated_well(engine):
    rng, world = random.Random(99), read_world(WORLD)
    sentences = [draw_sentence(world, rng) for _ in range(200)]

    drafts = engine.translate([ask(sentence.text(0)) for sentence in sentences])

    right = sum(draft.content.text == sentence.text(1) for draft, sentence in zip(drafts, sentences, strict=True))
    assert right >= 180


def test_n_requests_give_n_drafts_in_order_even_if_equal(engine):
    requests = [
        ask(text, target) for text in (COUNCIL, "Der Eintritt ist frei.", COUNCIL) for target in (FRENCH, ITALIAN)
    ]

    drafts = engine.translate(requests)

    assert drafts[0] == drafts[4] != drafts[2]
    assert drafts[1] == drafts[5] != drafts[3]


def test_nothing_asked_is_nothing_answered(engine):
    assert engine.translate([]) == []


@pytest.mark.parametrize(
    "text",
    ["", "   ", "12. 5. 2026", "***", "🎉🎉", "– 3 –", "https://www.stadt.de/a_b", "info@stadt.de", "#fest_2026"],
)
def test_what_holds_no_word_is_passed_through_undecoded(engine, text):
    [draft] = engine.translate([ask(text)])

    assert (draft.content.text, draft.decodes, draft.score) == (text, 0, 0.0)


def test_underscores_survive(engine):
    package = PackageDirectory(engine._packages.path).installed()[0]
    tokenizer = load_model(package, EngineOptions().decoding, 1, 1, 512).tokenizer

    assert tokenizer.decode(tokenizer.encode("datei_name_2026.pdf 🎉")) == "datei_name_2026.pdf 🎉"


def test_codes_are_placed_along_the_attention(engine):
    source = "Der <b>Gemeinderat</b> tagt <a>am Montag</a> im Rathaus."
    moved = "Am Montag <b>lobt</b> der Gemeinderat <a>das <i>Projekt</i></a>."

    drafts = engine.translate([Request(mark(source), FRENCH), Request(mark(moved), ITALIAN)])

    assert show(drafts[0].content) == "Le <b>conseil municipal</b> se réunit <a>lundi</a> à la mairie."
    assert show(drafts[1].content) == "Lunedì il consiglio comunale <b>loda</b> <a>il <i>progetto</i></a>."
    assert [draft.placement for draft in drafts] == ["alignment", "alignment"]
    assert all(draft.displaced == () for draft in drafts)


def test_codes_do_not_change_the_words(engine):
    plain, coded = engine.translate([ask(COUNCIL), Request(mark(COUNCIL.replace("Montag", "<b>Montag</b>")), FRENCH)])

    assert coded.content.text == plain.content.text
    assert coded.score == plain.score


def test_lines_around_a_hard_break_are_translated_each(engine):
    [draft] = engine.translate([Request(mark("Die Ausstellung im Schloss<br/>Das Konzert im Park"), FRENCH)])

    assert show(draft.content) == "L’exposition au château<br/>Le concert dans le parc"
    assert draft.decodes == 2


def test_a_long_segment_is_cut_and_nothing_of_it_is_lost(directory):
    options = EngineOptions(decoding=DecodingOptions(piece_tokens=25))
    source = "; ".join(["Der Gemeinderat lobt das Projekt"] * 12) + "."

    [draft] = Engine(PackageDirectory(directory), options).translate([ask(source)])

    assert draft.decodes > 1
    assert draft.content.text.count("conseil municipal loue le projet") == 12


def test_lines_of_their_own_keep_their_capitals(directory):
    options = EngineOptions(decoding=DecodingOptions(piece_tokens=14))
    source = mark("Das Konzert im Park<br/>Der Eintritt ist frei.")

    [draft] = Engine(PackageDirectory(directory), options).translate([Request(source, FRENCH)])

    assert show(draft.content) == "Le concert dans le parc<br/>L’entrée est libre."


def test_a_segment_asked_for_in_pieces_is_cut_in_two_at_its_strongest_mark(engine):
    source = "Der Gemeinderat lobt das Projekt, der Eintritt ist frei; der Gemeinderat lobt das Projekt."

    usual, pieces = engine.translate([ask(source), Request(Content(source), FRENCH, Manner.PIECES)])

    assert (usual.decodes, pieces.decodes) == (1, 2)


def test_without_repeats_no_phrase_of_three_tokens_is_said_twice(directory):
    package = PackageDirectory(directory).installed()[0]
    model = load_model(package, EngineOptions().decoding, 1, 1, 512)
    tokens = tuple(model.tokenizer.encode("Der Gemeinderat lobt das Projekt, der Gemeinderat lobt das Projekt."))

    answers = model.decoder.decode([Job(tokens, package.target_prefix, manner=each) for each in (USUAL, NO_REPEAT)])

    usual, without = ([answer.tokens[at : at + 3] for at in range(len(answer.tokens) - 2)] for answer in answers)
    assert len(set(usual)) < len(usual)
    assert len(set(without)) == len(without)


def test_the_model_goes_on_from_the_words_its_answer_is_to_begin_with_and_codes_keep_their_words(engine):
    source = mark("Der Gemeinderat lobt <b>das Projekt</b>.")

    [draft] = engine.translate([Request(source, FRENCH, opening="Le conseil")])

    assert show(draft.content) == "Le conseil municipal loue <b>le projet</b>."


def test_a_word_given_whole_is_not_made_longer(engine):
    [draft] = engine.translate(
        [Request(Content("Der Gemeinderat lobt das Projekt."), FRENCH, opening="Le conseil muni")]
    )

    assert "municipal" not in draft.content.text


def test_in_pieces_nothing_is_begun_with(engine):
    source = Content("Der Gemeinderat lobt das Projekt, der Eintritt ist frei; der Gemeinderat lobt das Projekt.")

    begun, pieces = (
        engine.translate([Request(source, FRENCH, Manner.PIECES, opening)])[0] for opening in ("Le maire", "")
    )

    assert begun == pieces


def test_a_code_in_a_long_segment_is_kept(engine):
    source = "; ".join(["Der Gemeinderat lobt <b>das Projekt</b>"] * 30) + "."
    content = mark(source)

    [draft] = engine.translate([Request(content, FRENCH)])

    assert sorted(map(repr, draft.content.codes)) == sorted(map(repr, content.codes))


def test_a_segment_has_the_same_bytes_alone_and_in_company(engine):
    sentences = [*draw(63), "Städtepartnerschaften leben von den Menschen, die sich begegnen."]

    company = engine.translate([ask(text, target) for text in sentences for target in (FRENCH, ITALIAN)])

    alone = [engine.translate([ask(text, target)])[0] for text in sentences for target in (FRENCH, ITALIAN)]
    assert company == alone


@pytest.mark.parametrize("options", [EngineOptions(2, 1), EngineOptions(1, 2), EngineOptions(1, 1, batch_tokens=1)])
def test_threads_and_batches_do_not_change_a_byte(engine, directory, options):
    requests = [ask(text, target) for text in draw(20) for target in (FRENCH, ITALIAN)]

    assert Engine(PackageDirectory(directory), options).translate(requests) == engine.translate(requests)


def test_the_score_is_the_mean_log_probability_of_a_token(engine, directory):
    [draft] = engine.translate([ask(COUNCIL)])
    argos = open_argos_package(directory / "translate-de_fr-1_0")
    translator = ctranslate2.Translator(str(directory / "translate-de_fr-1_0" / "model"), compute_type="int8")
    target = ["<2fr>", *argos.tokenizer.encode(draft.content.text)]

    [scored] = translator.score_batch([argos.tokenizer.encode(COUNCIL)], [target])

    answered = scored.log_probs[1:]
    assert draft.score == pytest.approx(sum(answered) / len(answered), abs=1e-4)


def test_the_observer_counts_what_was_really_decoded(directory):
    told = []
    engine = Engine(PackageDirectory(directory), observer=lambda target, count: told.append((target, count)))
    engine.warm_up()

    engine.translate([ask(COUNCIL), ask(COUNCIL), ask("12. 5."), ask("Der Eintritt ist frei."), ask(COUNCIL, ITALIAN)])

    assert sorted(told) == [(FRENCH, 2), (ITALIAN, 1)]


def test_a_signature_names_package_checksum_and_options(engine):
    french, italian = engine.signature(FRENCH), engine.signature(ITALIAN)

    assert french.packages[0].name == "translate-de_fr"
    assert french.options == EngineOptions().decoding
    assert french.digest != italian.digest


def test_constructing_opens_no_file(tmp_path):
    engine = Engine(PackageDirectory(tmp_path / "nothing"))

    assert list(tmp_path.iterdir()) == []
    assert engine.languages() == frozenset()
    with pytest.raises(NoRoute):
        engine.translate([ask(COUNCIL)])


def test_a_corrupt_package_directory_stops_the_opening_with_its_name(tmp_path):
    install_fixture_packages(tmp_path)
    (tmp_path / "translate-de_fr-1_0" / "sentencepiece.model").unlink()

    with pytest.raises(PackageError, match="translate-de_fr-1_0"):
        Engine(PackageDirectory(tmp_path)).open()


@pytest.mark.parametrize("file", ["model/model.bin", "sentencepiece.model"])
def test_a_model_that_cannot_be_loaded_is_named(tmp_path, file):
    install_fixture_packages(tmp_path)
    (tmp_path / "translate-de_fr-1_0" / file).write_bytes(b"rubbish")

    with pytest.raises(PackageError, match="translate-de_fr-1_0"):
        Engine(PackageDirectory(tmp_path)).check()


def test_a_package_installed_later_is_used_without_reopening(tmp_path):
    packages = PackageDirectory(tmp_path)
    engine = Engine(packages)
    assert engine.languages() == frozenset()

    packages.install(FRENCH_FILE)

    assert engine.languages() == {FRENCH}
    assert texts(engine, ask(COUNCIL)) == ["Le conseil municipal se réunit lundi à la mairie."]


def route_of(engine: Engine, target: Language = FRENCH) -> list[str]:
    return [f"{package.name} {package.version}" for package in engine.signature(target).packages]


def test_a_choice_switches_the_route_and_switches_it_back(tmp_path):
    packages = PackageDirectory(install_fixture_packages(tmp_path / "packages"))
    engine = Engine(packages)
    for file in write_pivot_packages(tmp_path):
        packages.install(file)
    assert route_of(engine) == ["translate-de_fr 1.0"]

    packages.choose(Choice("quality", ("translate-de_en-1_3", "translate-en_fr-1_9", "translate-en_it-1_0")))
    assert route_of(engine) == ["translate-de_en 1.3", "translate-en_fr 1.9"]
    assert route_of(engine, ITALIAN) == ["translate-de_en 1.3", "translate-en_it 1.0"]
    assert engine.translate([ask(COUNCIL)])[0].decodes == 2

    packages.choose(Choice())
    assert route_of(engine) == ["translate-de_fr 1.0"]


@pytest.mark.parametrize(("preference", "legs"), [(Preference.DIRECT, 1), (Preference.PIVOT, 2)])
def test_a_preference_of_the_options_overrules_the_choice(tmp_path, preference, legs):
    packages = PackageDirectory(install_fixture_packages(tmp_path / "packages"))
    for file in write_pivot_packages(tmp_path):
        packages.install(file)
    chosen = ["translate-de_en-1_3", "translate-en_fr-1_9"] if legs == 1 else ["translate-de_fr-1_0"]
    packages.choose(Choice("other", tuple(chosen)))

    assert len(route_of(Engine(packages, EngineOptions(preference=preference)))) == legs


def test_through_a_pivot_the_last_leg_begins_with_the_words_given(tmp_path):
    packages = PackageDirectory(install_fixture_packages(tmp_path / "packages"))
    for file in write_pivot_packages(tmp_path):
        packages.install(file)
    engine = Engine(packages, EngineOptions(preference=Preference.PIVOT))

    [draft] = engine.translate([Request(Content(COUNCIL), FRENCH, opening="L’entrée")])

    assert (draft.content.text.startswith("L’entrée"), draft.decodes) == (True, 2)


def test_a_pinned_engine_stays_with_its_packages_even_when_they_are_replaced_and_removed(tmp_path):
    packages = PackageDirectory(tmp_path / "packages")
    packages.install(FRENCH_FILE)
    engine = Engine(packages)
    engine.warm_up()
    pinned, before = engine.pinned(), engine.signature(FRENCH)

    packages.install(write_archive(tmp_path / "new.argosmodel", renamed(members(), package_version="2.0")))
    packages.remove("translate-de_fr-1_0")

    assert (pinned.signature(FRENCH), route_of(engine)) == (before, ["translate-de_fr 2.0"])
    assert texts(pinned, ask(COUNCIL)) == texts(engine, ask(COUNCIL))
    assert pinned.pinned() is pinned


def test_models_of_a_route_that_is_gone_leave_the_memory_when_nobody_translates_with_them_any_more(tmp_path):
    packages = PackageDirectory(tmp_path / "packages")
    packages.install(FRENCH_FILE)
    alive = weakref.WeakSet()

    def load(package):
        model = load_model(package, EngineOptions().decoding, 1, 1, 512)
        alive.add(model)
        return model

    engine = Engine(packages, load=load)
    engine.warm_up()
    pinned = engine.pinned()
    vocabulary = members()[f"{ROOT}/sentencepiece.model"]
    packages.install(
        write_archive(  # other bytes in the tokenizer that change nothing: an unknown field at the end
            tmp_path / "new.argosmodel",
            renamed(members(), package_version="2.0") | {f"{ROOT}/sentencepiece.model": vocabulary + b"\xc2\x3e\x01x"},
        )
    )
    engine.warm_up()
    assert len(alive) == 2
    pinned.warm_up()
    engine.languages()
    del pinned  # and no waiting for the collector of cycles, which does not know how large a model is
    assert len(alive) == 1


def test_a_package_that_is_not_whole_does_not_disturb_an_engine_that_runs(tmp_path, logs):
    packages = PackageDirectory(install_fixture_packages(tmp_path))
    engine = Engine(packages)
    engine.warm_up()

    (tmp_path / "translate-de_en-9_0").mkdir()

    assert texts(engine, ask(COUNCIL)) == ["Le conseil municipal se réunit lundi à la mairie."]
    assert "translate-de_en-9_0" in logs()
    with pytest.raises(PackageError, match="translate-de_en-9_0"):
        Engine(packages).open()


def test_a_chosen_package_that_is_missing_stops_the_opening_with_its_name(tmp_path):
    packages = PackageDirectory(install_fixture_packages(tmp_path))
    packages.choose(Choice("starter", ("translate-de_fr-1_0",)))
    shutil.rmtree(tmp_path / "translate-de_fr-1_0")

    with pytest.raises(PackageError, match=r"translate-de_fr-1_0.*models use starter"):
        Engine(packages).open()


def test_while_a_package_is_put_in_place_the_routes_of_before_are_used(tmp_path):
    packages = PackageDirectory(install_fixture_packages(tmp_path))
    engine = Engine(packages)
    assert engine.languages() == {FRENCH, ITALIAN}

    with installation.locked(tmp_path, "new"):
        (tmp_path / "translate-de_fr-1_0").rename(tmp_path / ".outgoing")
        assert engine.languages() == {FRENCH, ITALIAN}

    assert engine.languages() == {ITALIAN}


def test_without_a_direct_package_two_legs_are_run_and_counted(tmp_path):
    packages = PackageDirectory(tmp_path / "packages")
    for file in write_pivot_packages(tmp_path):
        packages.install(file)
    engine = Engine(packages)

    [draft] = engine.translate([Request(mark("Der <b>Gemeinderat</b> tagt in Montbéliard."), FRENCH)])

    assert [package.name for package in engine.signature(FRENCH).packages] == ["translate-de_en", "translate-en_fr"]
    assert draft.decodes == 2
    assert len(draft.content.codes) == 2


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


def test_concurrent_requests_get_their_own_answers(engine):
    sentences = draw(40, seed=8)
    wanted = texts(engine, *map(ask, sentences))

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: texts(engine, ask(text))[0], sentences))

    assert answers == wanted


def test_any_code_kind_alone_in_a_segment_is_kept(engine):
    codes = [InlineCode(1, kind, "<x>") for kind in CodeKind]

    for code in codes:
        assert engine.translate([Request(Content(code), FRENCH)])[0].content == Content(code)


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
