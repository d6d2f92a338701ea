"""Pages for people, in plain HTML; refuses anything a program should fetch (that is `/api/v1`) and every decision."""

from service.web.pages.site import blueprint, init_app

__all__ = ["blueprint", "init_app"]
