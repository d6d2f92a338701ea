import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SCREENS = pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")], ids=["desktop", "phone"])
ARTICLE = """# Der Gemeinderat tagt am Montag

Der Gemeinderat tagt am **Montag** im Rathaus {number}. Der Eintritt ist frei. Mehr unter www.stadt.de/rat_2026.

Die Stadt lädt alle ein.
"""


@SCREENS
def test_an_editor_goes_from_signing_in_to_the_downloaded_translation(gemello, window, width, scheme):
    article = ARTICLE.format(number=width)
    with window(width, scheme) as opened:
        page = opened.page
        opened.go("/articles")
        opened.inspect()
        opened.sign_in(gemello.token)
        opened.inspect()
        page.get_by_role("link", name="Neuer Artikel").first.click()
        page.get_by_label("Text des Artikels").fill(article)
        page.get_by_label("Der Text ist").select_option(label="Markdown")
        assert page.locator("#town-fr option:checked").inner_text() == "Montbéliard (Voreinstellung)"
        opened.inspect()
        page.get_by_role("button", name="Erst den Aufbau zeigen").click()
        structure = page.get_by_role("list", name="So hat Gemello den Aufbau verstanden")
        structure.wait_for()
        assert structure.get_by_role("listitem").count() == 3
        assert structure.get_by_text("Überschrift").is_visible()
        assert structure.locator(".kept").all_inner_texts() == ["www.stadt.de/rat_2026"]
        assert structure.locator("code").all_inner_texts() == ["**", "**"]
        assert page.get_by_label("Text des Artikels").input_value() == article
        opened.inspect()
        page.get_by_role("button", name="Übersetzen", exact=True).click()
        page.wait_for_url(re.compile(r"/articles/[0-9A-Z]{26}$"))
        page.wait_for_selector("#progress:not([data-running])")
        assert page.get_by_text("für Bergamo").is_visible()
        opened.inspect()
        page.get_by_role("navigation", name="Der Artikel und seine Übersetzungen").get_by_text("Französisch").click()
        page.get_by_role("heading", name="Strukturbericht").wait_for()
        assert page.get_by_text("Aufbau erhalten").is_visible()
        assert page.get_by_text("Traduction automatique").is_visible()
        assert page.locator('meta[name="ai-disclosure"]').get_attribute("content") == "ai-autonomous"
        assert page.locator('.source [lang="de"]').first.inner_text() == "Der Gemeinderat tagt am Montag"
        assert page.locator('.target [lang="fr"]').first.inner_text()
        opened.inspect()
        with page.expect_download() as download:
            page.get_by_role("link", name="Herunterladen (Markdown)").click()
        place = page.url.replace("/articles/", "/api/v1/articles/").replace("/fr", "/translations/fr")
        answer = gemello.request("GET", place.partition(str(gemello.port))[2])
        assert download.value.path().read_bytes() == answer.body
        assert download.value.suggested_filename == "Der-Gemeinderat-tagt-am-Montag.fr.md"
        page.get_by_role("link", name="Nur den Text lesen").click()
        page.get_by_role("article").wait_for()
        opened.inspect()
        opened.go("/articles")
        assert page.get_by_role("heading", name="Der Gemeinderat tagt am Montag").first.is_visible()
        opened.inspect()


def test_a_file_stays_chosen_while_its_structure_is_shown(gemello, window):
    with window() as opened:
        page = opened.page
        opened.sign_in(gemello.token)
        opened.go("/articles/new")
        wrong = {"name": "rat.pages", "mimeType": "application/x-pages", "buffer": b"x"}
        page.get_by_label("Oder eine Datei").set_input_files(wrong)
        page.get_by_role("button", name="Erst den Aufbau zeigen").click()
        assert ".pages" in page.get_by_role("alert").inner_text()
        opened.trouble.clear()  # the browser itself notes the 415
        file = {"name": "rat.md", "mimeType": "text/markdown", "buffer": b"# Der Rat\n\nDer Rat tagt heute Abend.\n"}
        page.get_by_label("Oder eine Datei").set_input_files(file)
        page.get_by_role("button", name="Erst den Aufbau zeigen").click()
        structure = page.get_by_role("list", name="So hat Gemello den Aufbau verstanden")
        structure.wait_for()
        assert structure.get_by_role("listitem").count() == 2
        assert page.get_by_role("alert").count() == 0
        assert page.get_by_label("Oder eine Datei").evaluate("input => input.files[0].name") == "rat.md"
        opened.inspect()
        page.get_by_role("button", name="Übersetzen", exact=True).click()
        page.wait_for_url(re.compile(r"/articles/[0-9A-Z]{26}$"))


@SCREENS
def test_an_editor_rewrites_a_segment_and_approves_the_translation(gemello, window, width, scheme):
    posted = gemello.post(ARTICLE.format(number=f"Saal {width}"), "text/markdown", "?wait=60").json
    with window(width, scheme) as opened:
        page = opened.page
        opened.sign_in(gemello.token)
        opened.go(f"/articles/{posted['id']}/it")
        first = page.get_by_role("region", name="Diese Sätze zuerst prüfen")
        waiting = first.get_by_role("listitem").count()
        first.get_by_role("button", name="stimmt so").first.click()
        page.wait_for_url("**/it#first")
        assert first.get_by_role("listitem").count() == waiting - 1
        page.get_by_role("link", name="Segment 2 bearbeiten").last.click()
        field = page.get_by_label("Italienisch", exact=True)
        assert field.evaluate("node => node === document.activeElement")
        opened.inspect()
        field.fill("Il consiglio siede.")
        page.get_by_role("button", name="Sichern", exact=True).click()
        page.get_by_role("alert").wait_for()
        assert field.input_value() == "Il consiglio siede."
        opened.trouble.clear()  # the browser itself notes the 422
        opened.inspect()
        field.fill("Il consiglio comunale siede <1>lunedì</1>.")
        page.get_by_role("button", name="Sichern", exact=True).click()
        page.wait_for_url("**/it#segment-2")
        assert "Il consiglio comunale siede" in page.locator("#segment-2 .target").inner_text()
        page.get_by_role("button", name="Übersetzung freigeben").click()
        page.get_by_text("Traduzione automatica, riletta da una persona.").wait_for()
        assert page.locator('meta[name="ai-disclosure"]').get_attribute("content") == "ai-assisted"
        page.get_by_text("Protokoll der Prüfung").click()
        opened.inspect()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@SCREENS
def test_an_editor_takes_a_text_of_the_memory_and_gets_back_what_was_typed(gemello, window, width, scheme, scripts):
    german = "Der Gemeinderat tagt am Montag im Rathaus {} und der Eintritt ist frei.\n"
    approved = gemello.post(german.format(f"A{width}"), "text/plain", "?targets=it&wait=60").json
    translation = f"/api/v1/articles/{approved['id']}/translations/it"
    assert gemello.request("POST", f"{translation}/approval", b"", If_Match="*").status == 200
    posted = gemello.post(german.format(f"Bau {width} {scripts}"), "text/plain", "?targets=it&wait=60").json
    with window(width, scheme, java_script_enabled=scripts) as opened:
        page = opened.page
        opened.sign_in(gemello.token)
        opened.go(f"/articles/{posted['id']}/it")
        page.get_by_text("im Übersetzungsspeicher").click()
        assert page.locator("del").first.is_visible()
        page.get_by_role("link", name="Segment 1 bearbeiten").last.click()
        field = page.get_by_label("Italienisch", exact=True)
        field.fill("Mia frase.")
        page.get_by_role("button", name="Diesen Text übernehmen").first.click()
        page.get_by_text("Das hatten Sie geschrieben").wait_for()
        assert field.input_value() not in {"", "Mia frase."}
        if scripts:
            opened.inspect()
        page.get_by_role("button", name="Meinen Text zurückholen").click()
        page.get_by_text("Das hatten Sie geschrieben").wait_for(state="detached")
        assert field.input_value() == "Mia frase."
        page.get_by_role("button", name="Sichern", exact=True).click()
        page.wait_for_url("**/it#segment-1")
        assert "Mia frase." in page.locator("#segment-1 .target").inner_text()


def test_everything_works_without_scripts(gemello, window):
    with window(java_script_enabled=False) as opened:
        page = opened.page
        opened.sign_in(gemello.token)
        opened.go("/articles/new")
        file = {
            "name": "rat.txt",
            "mimeType": "text/plain",
            "buffer": b"Der Rat tagt.\n\nDer Eintritt ist frei.\n",
        }
        page.get_by_label("Oder eine Datei").set_input_files(file)
        page.get_by_role("button", name="Übersetzen", exact=True).click()
        page.get_by_role("link", name="Italienisch").first.click()
        page.get_by_role("heading", name="Strukturbericht").wait_for(timeout=30_000)
        assert page.get_by_text("Traduzione automatica").is_visible()
        page.get_by_role("button", name="Abmelden").click()
        assert page.get_by_text("Sie sind abgemeldet.").is_visible()
        assert opened.trouble == []


def test_the_keyboard_alone_is_enough_to_sign_in_and_to_skip_to_the_content(gemello, window):
    with window() as opened:
        page = opened.page
        opened.go("/sign-in")
        page.keyboard.type(gemello.token)
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.get_by_text("Zum Inhalt springen").is_visible()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_wrong_token_is_told_at_the_field_and_read_out(window):
    with window(360) as opened:
        page = opened.page
        opened.go("/sign-in")
        page.get_by_label("Zugangsschlüssel").fill("gml_falsch")
        page.get_by_role("button", name="Anmelden").click()
        page.get_by_role("alert").wait_for()
        assert "problem" in page.get_by_label("Zugangsschlüssel").get_attribute("aria-describedby")
        assert len(opened.trouble) == 1  # the browser itself notes the 401
        opened.trouble.clear()
        opened.inspect()
