"""The one error tree; refuses exceptions that do not say what happened, with which value and what to do.

Every error carries a `title` (the public name of its kind) and its facts as attributes.
"""


class ServiceError(Exception):
    """Anything Gemello refuses or fails at. `str(error)` is for people."""

    title = "Gemello could not do this"


class InvalidInput(ServiceError):
    """The caller sent something that cannot be translated as it is."""

    title = "Invalid input"


class UnsupportedLanguage(InvalidInput):
    """A language Gemello does not translate into."""

    title = "Unsupported language"

    def __init__(self, code: str, supported: tuple[str, ...]) -> None:
        self.code, self.supported = code, supported
        super().__init__(f"Cannot translate into {code!r}. Use one of: {', '.join(supported)}.")


class UnsupportedFormat(InvalidInput):
    """A media type or file name Gemello cannot read."""

    title = "Unsupported format"

    def __init__(self, media_type: str, supported: tuple[str, ...]) -> None:
        self.media_type, self.supported = media_type, supported
        super().__init__(f"Cannot read {media_type!r}. Supported: {', '.join(supported)}.")


class UndecodableText(InvalidInput):
    """Bytes that are not text in the encoding they claim."""

    title = "Undecodable text"

    def __init__(self, encoding: str, offset: int) -> None:
        self.encoding, self.offset = encoding, offset
        super().__init__(
            f"The text is not valid {encoding}: byte {offset} cannot be read. Save it as UTF-8 and send it again."
        )


class UnreadableDocument(InvalidInput):
    """A document whose structure cannot be read, or that is refused for safety."""

    title = "Unreadable document"


class EmptyArticle(InvalidInput):
    """Nothing to translate."""

    title = "Empty article"

    def __init__(self) -> None:
        super().__init__("The article holds no text to translate. Send at least one sentence.")


class LimitExceeded(InvalidInput):
    """More than a limit allows."""

    title = "Limit exceeded"

    def __init__(self, what: str, limit: int, actual: int, unit: str) -> None:
        self.what, self.limit, self.actual, self.unit = what, limit, actual, unit
        super().__init__(
            f"The {what} is {actual:,} {unit}; the limit is {limit:,} {unit}. Send less at once or raise the limit."
        )


class NotFound(ServiceError):
    """No such article, translation or token."""

    title = "Not found"


class Conflict(ServiceError):
    """The request contradicts what is stored."""

    title = "Conflict"


class Outdated(ServiceError):
    """The text was changed since the caller read it."""

    title = "Changed meanwhile"

    def __init__(self) -> None:
        super().__init__("The translation was changed since you read it. Read it again and repeat your change.")


class Unauthenticated(ServiceError):
    """No token, or one nobody issued."""

    title = "Authentication required"


class Forbidden(ServiceError):
    """A valid token without the right."""

    title = "Forbidden"


class PackageError(ServiceError):
    """An Argos package is missing, damaged or cannot be used."""

    title = "Package problem"

    def __init__(self, package: str, problem: str, remedy: str) -> None:
        self.package, self.problem, self.remedy = package, problem, remedy
        super().__init__(f"Package {package}: {problem}. {remedy}")


class NoRoute(ServiceError):
    """No installed package, alone or through English, translates this pair."""

    title = "No translation route"

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        super().__init__(
            f"No installed package translates {source} to {target}. Run `gemello models import FILE` with one that does."
        )


class TranslationFailed(ServiceError):
    """The engine gave no usable answer."""

    title = "Translation failed"


class StoreUnavailable(ServiceError):
    """The database cannot be reached, is locked or its disk is full; worth trying again."""

    title = "Storage unavailable"


class DeviceUnavailable(ServiceError):
    """The device to decode on is not there, or cannot calculate as it is asked to."""

    title = "Device unavailable"

    def __init__(self, device: str, problem: str) -> None:
        self.device, self.problem = device, problem
        super().__init__(f"Cannot decode on {device}: {problem}.")


class SettingsError(ServiceError):
    """A setting is unknown or malformed."""

    title = "Invalid setting"

    def __init__(self, name: str, problem: str) -> None:
        self.name, self.problem = name, problem
        super().__init__(f"Setting {name}: {problem}")
