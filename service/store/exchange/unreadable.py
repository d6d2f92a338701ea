"""What is wrong with a file from elsewhere, and where; refuses to guess what was meant."""

from service.domain.errors import InvalidInput


class UnreadableGlossary(InvalidInput):
    """A glossary file that cannot be taken over; nothing of it is."""

    title = "Unreadable glossary"

    def __init__(self, line: int, column: int | str, problem: str) -> None:
        self.line, self.column, self.problem = line, column, problem  # column: its name in CSV, its number in TBX
        super().__init__(f"Line {line}, column {column}: {problem} Nothing was imported.")


class UnreadableMemory(InvalidInput):
    """A memory file that cannot be taken over; nothing of it is."""

    title = "Unreadable memory"

    def __init__(self, line: int, column: int | str, problem: str) -> None:
        self.line, self.column, self.problem = line, column, problem
        super().__init__(f"Line {line}, column {column}: {problem} Nothing was imported.")
