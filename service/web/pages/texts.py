"""The words of the interface in four languages, read from `interface/*.toml`; refuses to translate what people wrote.

A text is called by its table and name: ``t("sign_in.title")``. ``{count}`` and the like are filled in; a text that counts has
two forms, ``segments.one`` and ``segments.other``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files

from flask import g, request, session

LANGUAGES = ("de", "fr", "it", "en")
FALLBACK = "en"
CHOICE = "lang"  # query parameter and session key of a language chosen by hand


def choose_language() -> None:
    """Before a request: the language asked for by the switch is kept for the session."""
    chosen = request.args.get(CHOICE)
    if chosen in LANGUAGES:
        session[CHOICE] = chosen
    kept = session.get(CHOICE)
    g.language = kept if kept in LANGUAGES else _accepted()


def language() -> str:
    """The language of the page at hand."""
    return str(g.get("language", FALLBACK))


def translate(key: str, **values: object) -> str:
    """The text called `key` in the language of the page; the last part of `key` itself if nobody wrote one."""
    texts = read_texts(language())
    if "count" in values:
        key = f"{key}.{'one' if _is_one(values['count']) else 'other'}"
    text = texts.get(key)
    if text is None:
        return key.rpartition(".")[2].replace("-", " ").replace("_", " ")
    return text.format_map({name: _written(value) for name, value in values.items()}) if values else text


def disclose(code: str, kind: str) -> str:
    """The label of a machine translation (EU AI Act, article 50) in the language of the translation, not of the page."""
    return read_texts(code)[f"disclosure.{kind}"]


def write_time(moment: datetime) -> str:
    """A moment as the language writes date and time, in the time of the machine."""
    return moment.astimezone().strftime(translate("form.moment"))


@cache
def read_texts(code: str) -> Mapping[str, str]:
    """All texts of a language by their full names."""
    tables = tomllib.loads(files("service.web").joinpath("interface", f"{code}.toml").read_text(encoding="utf-8"))
    return dict(_flatten(tables, ""))


def _flatten(tables: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in tables.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)


def _accepted() -> str:
    """The first of the browser's languages that there is, regions aside: ``de-CH, en;q=0.5`` is German."""
    wanted = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((code for code in wanted if code in LANGUAGES), FALLBACK)


def _is_one(count: object) -> bool:
    return count == 1 or (count == 0 and language() == "fr")


def _written(value: object) -> object:
    """A whole number with the language's separator of thousands."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", translate("form.thousands"))
    return value
