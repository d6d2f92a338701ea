import os
import subprocess
import sys

import pytest

from tests.fixtures import install_fixture_packages

pytestmark = pytest.mark.service

UNSHARE = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]


def test_a_whole_translation_runs_in_a_network_namespace_without_interfaces(tmp_path):
    install_fixture_packages(tmp_path / "data/packages")
    article = tmp_path / "article.txt"
    article.write_text("Der Gemeinderat tagt am Montag im Rathaus.\n\nDer Eintritt ist frei.\n", encoding="utf-8")
    environment = os.environ | {"GEMELLO_DATA_DIR": str(tmp_path / "data"), "HOME": "/dev/null/none"}
    proof = subprocess.run([*UNSHARE, "ip", "-o", "link", "show", "up"], capture_output=True, text=True, check=True)
    assert proof.stdout == ""
    done = subprocess.run(
        [*UNSHARE, sys.executable, "-m", "service.command", "translate", str(article), "--to", "fr,it"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode in {0, 3}, done.stderr
    for language in ("fr", "it"):
        text = (tmp_path / f"article.{language}.txt").read_text(encoding="utf-8")
        assert text.count("\n\n") == 1
        assert "Gemeinderat" not in text
