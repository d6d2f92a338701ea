"""The peer of the engine's benchmarks: argostranslate 1.11 in a virtual environment and a process of its own."""

import json
import os
import subprocess
import tempfile
import venv
from importlib.metadata import version
from pathlib import Path

PEER = Path(__file__).with_name("argos_peer.py")
ARGOS = "1.11.0"
ENVIRONMENT = Path(tempfile.gettempdir()) / f"gemello-argos-peer-{ARGOS}"


def make_peer_environment(directory: Path = ENVIRONMENT) -> Path:
    """The Python of a virtual environment with argostranslate, without its splitters; made once."""
    python = directory / "bin" / "python"
    wanted = [f"{name}=={version(name)}" for name in ("ctranslate2", "sentencepiece", "packaging", "sacremoses")]
    if not (directory / "made").exists():
        venv.create(directory, with_pip=True, clear=True)
        pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, *wanted], check=True)
        subprocess.run([*pip, "--no-deps", f"argostranslate=={ARGOS}"], check=True)
        (directory / "made").touch()
    return python


class Peer:
    """argostranslate with the installed packages of a directory. Constructing starts it; the first order loads them."""

    def __init__(self, python: Path, packages: Path, inter_threads: int, intra_threads: int) -> None:
        environment = {
            "HOME": tempfile.mkdtemp(prefix="gemello-peer-"),
            "PATH": os.environ["PATH"],
            "ARGOS_INTER_THREADS": str(inter_threads),
            "ARGOS_INTRA_THREADS": str(intra_threads),
            "ARGOS_COMPUTE_TYPE": "int8",
        }
        command = [str(python), str(PEER), str(packages)]
        self._process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def order(self, do: str, paragraphs: list[list[str]] = ()):
        """Its answer: seconds on the wall and of processors for "time", tokens by language for "tokens", MB for "memory"."""
        self._process.stdin.write(json.dumps({"do": do, "paragraphs": paragraphs}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End its process."""
        self._process.stdin.close()
        self._process.wait()
