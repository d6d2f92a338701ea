"""The values of the slots in made-up press sentences: when and until when, who, how many; the same in the three languages."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from models.training.copying import make_value

SIDES = ("de", "fr", "it")
Triple = tuple[str, str, str]

DAYS: tuple[Triple, ...] = (
    ("Montag", "lundi", "lunedì"), ("Dienstag", "mardi", "martedì"), ("Mittwoch", "mercredi", "mercoledì"), ("Donnerstag", "jeudi", "giovedì"),
    ("Freitag", "vendredi", "venerdì"), ("Samstag", "samedi", "sabato"), ("Sonntag", "dimanche", "domenica"),
)  # fmt: skip
MONTHS: tuple[Triple, ...] = (
    ("Januar", "janvier", "gennaio"), ("Februar", "février", "febbraio"), ("März", "mars", "marzo"), ("April", "avril", "aprile"),
    ("Mai", "mai", "maggio"), ("Juni", "juin", "giugno"), ("Juli", "juillet", "luglio"), ("August", "août", "agosto"),
    ("September", "septembre", "settembre"), ("Oktober", "octobre", "ottobre"), ("November", "novembre", "novembre"), ("Dezember", "décembre", "dicembre"),
)  # fmt: skip
ADVERBS: tuple[Triple, ...] = (
    ("heute", "aujourd'hui", "oggi"), ("morgen", "demain", "domani"), ("gestern", "hier", "ieri"), ("am Wochenende", "ce week-end", "nel fine settimana"),
    ("nächste Woche", "la semaine prochaine", "la prossima settimana"), ("im kommenden Jahr", "l'année prochaine", "l'anno prossimo"),
    ("im Frühjahr", "au printemps", "in primavera"), ("im Sommer", "en été", "in estate"), ("im Herbst", "en automne", "in autunno"),
    ("im Winter", "en hiver", "in inverno"), ("in den Ferien", "pendant les vacances", "durante le vacanze"), ("am Abend", "le soir", "in serata"),
    ("am Vormittag", "dans la matinée", "in mattinata"), ("am Nachmittag", "dans l'après-midi", "nel pomeriggio"),
)  # fmt: skip
MEN: tuple[Triple, ...] = (
    ("Oberbürgermeister", "le maire", "il sindaco"), ("Bürgermeister", "le maire", "il sindaco"), ("Herr", "M.", "il signor"),
    ("Landrat", "le président de l'arrondissement", "il presidente del circondario"), ("Schulleiter", "le directeur de l'école", "il direttore della scuola"),
    ("Projektleiter", "le chef de projet", "il responsabile del progetto"), ("der Vorsitzende", "le président", "il presidente"), ("", "", ""),
)  # fmt: skip
WOMEN: tuple[Triple, ...] = (
    ("Oberbürgermeisterin", "la maire", "la sindaca"), ("Bürgermeisterin", "la maire", "la sindaca"), ("Frau", "Mme", "la signora"),
    ("Museumsleiterin", "la directrice du musée", "la direttrice del museo"), ("Schulleiterin", "la directrice de l'école", "la direttrice della scuola"),
    ("Amtsleiterin", "la cheffe de service", "la responsabile dell'ufficio"), ("die Vorsitzende", "la présidente", "la presidente"), ("", "", ""),
)  # fmt: skip
MEN_NAMES = (
    "Matthias",
    "Thomas",
    "Peter",
    "Michael",
    "Jean",
    "Marco",
    "Stefan",
    "Klaus",
    "Paul",
    "Luca",
    "Andreas",
    "Martin",
)
WOMEN_NAMES = (
    "Anna",
    "Claire",
    "Sabine",
    "Ute",
    "Giulia",
    "Monika",
    "Petra",
    "Christine",
    "Sophie",
    "Eva",
    "Maria",
    "Renate",
)


def make_date(random: Random) -> Triple:
    """`12. Mai`, with a year now and then; not the 8th and 11th, before which Italian changes its articles."""
    day = random.choice([d for d in range(1, 32) if d not in {8, 11}])
    first = ("1.", "1er", "1°") if day == 1 else (f"{day}.", str(day), str(day))
    month, year = random.choice(MONTHS), f" {random.randint(2019, 2032)}" if random.random() < 0.3 else ""
    german, french, italian = (f"{d} {m}{year}" for d, m in zip(first, month, strict=True))
    return german, french, italian


def make_time(random: Random) -> Triple:
    """`um 11 Uhr`, `um 11.30 Uhr`."""
    hour = random.randint(8, 22)
    if random.random() < 0.6:
        return f"um {hour} Uhr", f"à {hour} heures", f"alle ore {hour}"
    minute = random.choice((15, 30, 45))
    return f"um {hour}.{minute} Uhr", f"à {hour} h {minute}", f"alle ore {hour}.{minute}"


def make_when(random: Random) -> Triple:
    """A point in time, as it stands in a sentence."""
    day, date, time, month = random.choice(DAYS), make_date(random), make_time(random), random.choice(MONTHS)
    to_month = f"{'ad' if month[2][0] == 'a' else 'a'} {month[2]}"
    forms: tuple[Triple, ...] = (
        (f"am {day[0]}", day[1], day[2]),
        (f"am kommenden {day[0]}", f"{day[1]} prochain", f"{day[2]} prossim{'a' if day[2] == 'domenica' else 'o'}"),
        (f"am {date[0]}", f"le {date[1]}", f"il {date[2]}"),
        (f"am {day[0]}, {date[0]}, {time[0]}", f"{day[1]} {date[1]} {time[1]}", f"{day[2]} {date[2]} {time[2]}"),
        (f"am {day[0]} {time[0]}", f"{day[1]} {time[1]}", f"{day[2]} {time[2]}"),
        (f"im {month[0]}", f"en {month[1]}", to_month),
        time,
        random.choice(ADVERBS),
    )
    return random.choice(forms)


def make_daily(random: Random) -> Triple:
    """Opening hours and days."""
    day, other, (begin, end) = random.choice(DAYS), random.choice(DAYS), sorted(random.sample(range(8, 21), 2))
    hours = (f" von {begin} bis {end} Uhr", f" de {begin} à {end} heures", f" dalle {begin} alle {end}")
    the = "la" if day[2] == "domenica" else "il"
    days: tuple[Triple, ...] = (
        (f"{day[0].lower()}s", f"le {day[1]}", f"{the} {day[2]}"),
        ("täglich", "tous les jours", "tutti i giorni"),
        (f"von {day[0]} bis {other[0]}", f"du {day[1]} au {other[1]}", f"{from_day(day[2])} {to_day(other[2])}"),
        (
            f"{day[0].lower()}s bis {other[0].lower()}s",
            f"du {day[1]} au {other[1]}",
            f"{from_day(day[2])} {to_day(other[2])}",
        ),
    )
    german, french, italian = random.choice(days)
    return german + hours[0], french + hours[1], italian + hours[2]


def from_day(day: str) -> str:
    """`dal lunedì`, `dalla domenica`."""
    return f"{'dalla' if day == 'domenica' else 'dal'} {day}"


def to_day(day: str) -> str:
    """`al lunedì`, `alla domenica`."""
    return f"{'alla' if day == 'domenica' else 'al'} {day}"


def make_end(random: Random) -> Triple:
    """What stands behind `bis`, `jusqu'`, `fino`."""
    date, day, month = make_date(random), random.choice(DAYS), random.choice(MONTHS)
    forms: tuple[Triple, ...] = (
        (f"zum {date[0]}", f"au {date[1]}", f"al {date[2]}"),
        (day[0], f"à {day[1]}", f"a {day[2]}"),
        (f"Ende {month[0]}", f"à fin {month[1]}", f"a fine {month[2]}"),
    )
    return random.choice(forms)


def make_person(random: Random) -> Triple:
    """A name with or without an office or title."""
    titles, names = random.choice(((MEN, MEN_NAMES), (WOMEN, WOMEN_NAMES)))
    title, name = random.choice(titles), make_value("name", random)
    if title[0] not in {"Herr", "Frau"}:
        name = f"{random.choice(names)} {name}"
    german, french, italian = (f"{office} {name}".strip() for office in title)
    return german, french, italian


def make_number(random: Random) -> Triple:
    """A number of people or euros; thousands set as each language sets them."""
    if random.random() < 0.3:
        thousands, rest = random.randint(1, 90), random.choice(("000", "500", "200"))
        return f"{thousands}.{rest}", f"{thousands} {rest}", f"{thousands}.{rest}"
    plain = str(random.randint(2, 90) if random.random() < 0.5 else random.randint(10, 95) * 10)
    return plain, plain, plain


def make_surname(random: Random) -> Triple:
    """A surname that no register has."""
    name = make_value("name", random)
    return name, name, name


def same(low: int, high: int) -> Callable[[Random], Triple]:
    """A number that is written alike."""

    def make(random: Random) -> Triple:
        value = str(random.randint(low, high))
        return value, value, value

    return make


MADE: dict[str, Callable[[Random], Triple]] = {
    "when": make_when, "when_daily": make_daily, "span_end": make_end, "person": make_person, "n": make_number, "m": same(4, 18), "hour": same(8, 22),
    "year": same(1900, 2032), "date": make_date, "weekday": lambda random: random.choice(DAYS), "month": lambda random: random.choice(MONTHS),
    "name": make_surname,
}  # fmt: skip
