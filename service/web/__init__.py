"""HTTP: parse, call, answer; refuses decisions."""

from service.web.app import create_app

__all__ = ["create_app"]
