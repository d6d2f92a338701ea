"""What every store does with cached drafts and with access tokens."""

from datetime import timedelta

import pytest

from service.domain.content import Content
from service.domain.errors import NotFound
from service.domain.records import TokenRole
from service.domain.translation import Draft
from service.store.schema import metadata
from tests.contracts.store_contract import FRENCH, UNKNOWN, at_once


class TestCaching:
    def test_what_is_kept_is_found_and_nothing_else(self, cache):
        drafts = {
            f"key-{index}": Draft(Content(f"Phrase {index}"), -index / 8, "phrase", (1, 2), 3) for index in range(3)
        }
        cache.keep(drafts)
        assert cache.find(["key-0", "key-2", "other"]) == {"key-0": drafts["key-0"], "key-2": drafts["key-2"]}

    def test_thousands_of_keys_are_found_in_one_call(self, cache):
        drafts = {f"{index:064}": Draft(Content(str(index)), 0.0) for index in range(4000)}
        cache.keep(drafts)
        assert cache.find([*drafts, *drafts, "missing"]) == drafts

    def test_no_keys_find_nothing(self, cache):
        cache.keep({})
        assert cache.find([]) == {}

    def test_a_key_kept_again_holds_the_newer_draft(self, cache):
        cache.keep({"k": Draft(Content("alt"), 0.0)}, label="one")
        cache.keep({"k": Draft(Content("neu"), 0.0)}, label="two")
        assert cache.find(["k"])["k"].content.text == "neu"
        assert cache.statistics().labels == {"two": 1}

    def test_the_same_keys_kept_at_once_are_no_error(self, cache):
        drafts = {f"{index}": Draft(Content(str(index)), 0.0) for index in range(50)}
        at_once(6, lambda _: cache.keep(drafts))
        assert cache.statistics().drafts == 50

    def test_a_purge_takes_the_drafts_of_one_signature(self, cache):
        cache.keep({"a": Draft(Content("a"), 0.0)}, label="old")
        cache.keep({"b": Draft(Content("b"), 0.0)}, label="new")
        assert cache.purge(signature_digest="old") == 1
        assert set(cache.find(["a", "b"])) == {"b"}

    def test_a_purge_by_age_spares_what_was_used_since(self, cache, clock):
        cache.keep({"used": Draft(Content("a"), 0.0), "idle": Draft(Content("b"), 0.0)})
        clock.advance(days=20)
        cache.find(["used"])
        clock.advance(days=20)
        assert cache.purge(older_than=timedelta(days=30)) == 1
        assert set(cache.find(["used", "idle"])) == {"used"}

    def test_a_purge_of_everything_leaves_nothing(self, cache):
        cache.keep({"a": Draft(Content("a"), 0.0), "b": Draft(Content("b"), 0.0)})
        assert cache.purge() == 2
        assert cache.statistics().drafts == 0

    def test_the_last_use_is_written_once_a_day_at_most(self, cache, clock):
        start = clock.now
        cache.keep({"k": Draft(Content("a"), 0.0)})
        clock.advance(hours=23)
        cache.find(["k"])
        assert cache.statistics().oldest_use == start
        clock.advance(hours=1)
        cache.find(["k"])
        assert cache.statistics().oldest_use == clock.now

    def test_statistics_count_drafts_and_their_size(self, cache):
        assert cache.statistics().oldest_use is None
        cache.keep({"a": Draft(Content("é" * 1000), 0.0)}, label="one")
        found = cache.statistics()
        assert (found.drafts, found.labels) == (1, {"one": 1})
        assert 2000 < found.octets < 2200


class TestTokens:
    def test_the_secret_finds_its_token(self, tokens, clock):
        token, secret = tokens.create("Ville de Lyon", TokenRole.READER, [FRENCH])
        assert tokens.find(secret) == token
        assert (token.name, token.role, token.languages) == ("Ville de Lyon", TokenRole.READER, (FRENCH,))
        assert token.created == clock.now

    def test_a_secret_is_recognisable_and_long(self, tokens):
        _, secret = tokens.create("n", TokenRole.EDITOR)
        assert secret.startswith("gml_")
        assert len(secret) >= 36
        assert tokens.create("n", TokenRole.EDITOR)[1] != secret

    @pytest.mark.parametrize("wrong", ["", "gml_", "gml_" + "A" * 43, "gml_é\ud800\0"])
    def test_a_secret_nobody_issued_finds_nothing(self, tokens, wrong):
        tokens.create("n", TokenRole.EDITOR)
        assert tokens.find(wrong) is None

    def test_a_changed_secret_finds_nothing(self, tokens):
        _, secret = tokens.create("n", TokenRole.EDITOR)
        assert tokens.find(secret[:-1]) is None
        assert tokens.find(secret + "A") is None
        assert tokens.find(secret.swapcase()) is None

    def test_the_database_does_not_hold_the_secret(self, tokens, database):
        _, secret = tokens.create("presse", TokenRole.EDITOR)
        with database.reading() as connection:
            kept = repr([connection.execute(table.select()).all() for table in metadata.sorted_tables])
        assert "presse" in kept
        assert secret.removeprefix("gml_") not in kept

    def test_a_start_of_hash_that_two_secrets_share_opens_nothing(self, tokens, database):
        _, secret = tokens.create("n", TokenRole.EDITOR)
        with database.writing() as connection:
            connection.exec_driver_sql("UPDATE access_tokens SET hash = hash_prefix || substr(hash, 17, 47) || 'x'")
        assert tokens.find(secret) is None

    def test_a_revoked_token_opens_nothing_and_stays_listed(self, tokens, clock):
        token, secret = tokens.create("n", TokenRole.EDITOR)
        clock.advance(days=1)
        tokens.revoke(token.id)
        revoked = clock.now
        clock.advance(days=1)
        tokens.revoke(token.id)
        assert tokens.find(secret) is None
        assert [each.revoked for each in tokens.list()] == [revoked]

    def test_an_unknown_token_cannot_be_revoked(self, tokens):
        with pytest.raises(NotFound, match=UNKNOWN):
            tokens.revoke(UNKNOWN)

    def test_any_is_false_until_the_first_token_ever(self, tokens):
        assert not tokens.any()
        token, _ = tokens.create("n", TokenRole.EDITOR)
        tokens.revoke(token.id)
        assert tokens.any()

    def test_tokens_are_listed_oldest_first(self, tokens, clock):
        names = []
        for name in ("a", "c", "b"):
            names.append(tokens.create(name, TokenRole.EDITOR)[0].name)
            clock.advance(seconds=1)
        assert [token.name for token in tokens.list()] == names
