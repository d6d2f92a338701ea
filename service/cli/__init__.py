"""The command line: the same use cases from a shell; refuses decisions."""

from service.cli.main import main

__all__ = ["main"]
