import contextlib
import itertools
import os
import signal
import subprocess
import time

import pytest

from tests.fixtures import install_fixture_packages
from tests.integration.serving import Served

pytestmark = [pytest.mark.service, pytest.mark.timeout(180)]

ARTICLE = """Der Gemeinderat tagt am Montag

Der Gemeinderat tagt am Montag im Rathaus. Der Eintritt ist frei.

Die Stadt lädt alle ein.
"""


@pytest.fixture
def directory(tmp_path):
    install_fixture_packages(tmp_path / "packages")
    return tmp_path


@pytest.fixture(scope="module")
def gemello(tmp_path_factory):
    shared = tmp_path_factory.mktemp("data")
    install_fixture_packages(shared / "packages")
    with Served(shared) as served:
        yield served


def translated(gemello, place, language):
    for _ in range(600):
        answer = gemello.request("GET", f"{place}/translations/{language}")
        if answer.status != 202:
            return answer
        assert answer.headers["Retry-After"]
        time.sleep(0.1)
    raise AssertionError("the translation does not end")


def test_an_article_goes_its_whole_way_from_201_over_202_to_200_and_304(gemello):
    posted = gemello.post(ARTICLE)
    assert posted.status == 201
    place = posted.headers["Location"]
    for language in ("fr", "it"):
        done = translated(gemello, place, language)
        assert done.status == 200
        text = done.body.decode()
        assert [bool(line) for line in text.splitlines()] == [True, False, True, False, True]
        assert "Gemeinderat" not in text
        again = gemello.request("GET", f"{place}/translations/{language}", If_None_Match=done.headers["ETag"])
        assert (again.status, again.body) == (304, b"")


def test_the_same_article_again_decodes_nothing_and_one_changed_sentence_decodes_one_a_language(gemello):
    translated(gemello, gemello.post(ARTICLE).headers["Location"], "fr")
    before = gemello.decoded()
    again = gemello.post(ARTICLE, query="?wait=30")
    assert again.status == 200
    assert gemello.decoded() == before
    changed = gemello.post(
        ARTICLE.replace("Der Eintritt ist frei.", "Der Eintritt ist am Montag frei."), query="?wait=30"
    )
    assert changed.status == 201
    after = gemello.decoded()
    assert {language: after[language] - before[language] for language in ("fr", "it")} == {"fr": 1, "it": 1}


def test_a_body_of_6_mib_is_refused_and_the_service_goes_on(gemello):
    answer = gemello.request("POST", "/api/v1/articles", b"a" * (6 * 1024 * 1024), Content_Type="text/plain")
    assert answer.status == 413
    assert (answer.json["limit"], answer.json["actual"]) == (5 * 1024 * 1024, 6 * 1024 * 1024)
    assert gemello.request("GET", "/livez").status == 200


def test_a_chunked_body_over_the_limit_is_refused_not_cut(gemello):
    pieces = (b"Ein Satz ohne Ende. " * 1000 for _ in range(300))
    answer = gemello.request("POST", "/api/v1/articles", pieces, Content_Type="text/plain", Transfer_Encoding="chunked")
    assert (answer.status, answer.json["type"]) == (413, "urn:gemello:problem:limit-exceeded")


def test_no_text_and_no_token_is_in_the_log(gemello):
    translated(gemello, gemello.post(ARTICLE).headers["Location"], "it")
    log = gemello.output.replace(f"only this once: {gemello.token}", "")
    assert "translation.done" in log
    assert "Gemeinderat" not in log
    assert gemello.token not in log


def many_sentences(count):
    rooms = ("".join(letters).capitalize() for letters in itertools.product("abdefgklmnoprst", repeat=3))
    return (
        "\n\n".join(f"Der Gemeinderat tagt am Montag im Raum {room}." for room in itertools.islice(rooms, count)) + "\n"
    )


def wait_for_progress(gemello, place):
    for _ in range(3000):
        facts = gemello.request("GET", place).json["translations"]
        done, total = (sum(each[key] for each in facts.values()) for key in ("segments_done", "segments_total"))
        if 0 < done < total:
            return done, total
        time.sleep(0.01)
    raise AssertionError("never saw the translation in the middle")


def test_after_kill_9_of_everything_a_restart_finishes_the_article_and_decodes_only_what_was_missing(directory):
    article = many_sentences(400)
    with Served(directory) as killed:
        token = killed.token
        place = killed.post(article).headers["Location"]
        done, total = wait_for_progress(killed, place)
        killed.kill()
    with Served(directory) as successor:
        successor.token = token
        french = translated(successor, place, "fr")
        translated(successor, place, "it")
        assert french.body.decode().count("\n\n") == article.count("\n\n")
        assert 0 < sum(successor.decoded().values()) <= total - done


def test_when_only_the_serving_process_is_killed_the_master_brings_it_back_and_the_article_finishes(directory):
    article = many_sentences(400)
    with Served(directory) as gemello:
        place = gemello.post(article).headers["Location"]
        wait_for_progress(gemello, place)
        (serving,) = subprocess.run(
            ["pgrep", "-P", str(gemello.process.pid)], capture_output=True, text=True, check=True
        ).stdout.split()
        os.kill(int(serving), signal.SIGKILL)
        for _ in range(100):
            with contextlib.suppress(OSError):
                if gemello.request("GET", "/readyz").status == 200:
                    break
            time.sleep(0.2)
        assert translated(gemello, place, "it").status == 200


def test_a_told_stop_is_quick_and_loses_nothing(directory):
    article = many_sentences(500)
    with Served(directory) as gemello:
        place = gemello.post(article).headers["Location"]
        wait_for_progress(gemello, place)
        begun = time.monotonic()
        gemello.process.terminate()
        assert gemello.process.wait(40) == 0
        assert time.monotonic() - begun < 20
        token = gemello.token
    with Served(directory) as successor:
        successor.token = token
        assert translated(successor, place, "fr").status == 200


def test_a_corrupt_package_is_a_refused_start_that_names_it(directory):
    model = next((directory / "packages").glob("*de_it*/model/model.bin"))
    model.write_bytes(model.read_bytes()[: model.stat().st_size // 2])
    with pytest.raises(AssertionError, match="serve ended with") as refused, Served(directory):
        pass
    assert "de_it" in str(refused.value)
    assert "gml_" not in str(refused.value)


def test_with_two_jobs_a_short_article_overtakes_a_long_one_and_both_come_out_as_with_one(gemello, directory):
    long_article = many_sentences(150)
    with Served(directory, GEMELLO_JOBS="2") as two:
        long = two.post(long_article).headers["Location"]
        wait_for_progress(two, long)
        short = translated(two, two.post(ARTICLE).headers["Location"], "fr")
        assert two.request("GET", f"{long}/translations/fr").status == 202
        overtaken = translated(two, long, "fr")
    assert translated(gemello, gemello.post(ARTICLE).headers["Location"], "fr").body == short.body
    assert translated(gemello, gemello.post(long_article).headers["Location"], "fr").body == overtaken.body
