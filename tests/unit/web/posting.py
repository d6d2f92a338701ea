"""An article as the tests of the HTTP API post it."""

ARTICLE = "Neuer Spielplatz im Park\n\nDer Spielplatz öffnet am Montag. Der Eintritt ist frei.\n".encode()
TEXT = "text/plain; charset=utf-8"


def post(client, headers, data=ARTICLE, content_type=TEXT, query=""):
    return client.post(f"/api/v1/articles{query}", data=data, content_type=content_type, headers=headers)
