"""The titles of problems in the caller's language; refuses details (those name values and stay English)."""

from werkzeug.datastructures import LanguageAccept

LANGUAGES = ("en", "de", "fr", "it")

TITLES: dict[str, tuple[str, str, str, str]] = {
    "unsupported-format": (
        "Unsupported format",
        "Format nicht unterstützt",
        "Format non pris en charge",
        "Formato non supportato",
    ),
    "undecodable-text": ("Undecodable text", "Text nicht lesbar", "Texte illisible", "Testo non leggibile"),
    "unreadable-document": (
        "Unreadable document",
        "Dokument nicht lesbar",
        "Document illisible",
        "Documento non leggibile",
    ),
    "limit-exceeded": ("Limit exceeded", "Grenze überschritten", "Limite dépassée", "Limite superato"),
    "empty-article": ("Empty article", "Leerer Artikel", "Article vide", "Articolo vuoto"),
    "invalid-input": ("Invalid input", "Ungültige Eingabe", "Entrée non valide", "Dati non validi"),
    "unsupported-language": (
        "Unsupported language",
        "Sprache nicht unterstützt",
        "Langue non prise en charge",
        "Lingua non supportata",
    ),
    "not-found": ("Not found", "Nicht gefunden", "Introuvable", "Non trovato"),
    "invalid-term": ("Invalid term", "Ungültiger Begriff", "Terme non valide", "Termine non valido"),
    "invalid-town": ("Invalid town", "Ungültige Stadt", "Ville non valide", "Città non valida"),
    "term-changed": (
        "Term changed",
        "Begriff inzwischen geändert",
        "Terme modifié entre-temps",
        "Termine modificato nel frattempo",
    ),
    "unreadable-glossary": (
        "Unreadable glossary",
        "Glossar nicht lesbar",
        "Glossaire illisible",
        "Glossario non leggibile",
    ),
    "precondition-required": (
        "Precondition required",
        "Vorbedingung fehlt",
        "Condition préalable requise",
        "Condizione preliminare richiesta",
    ),
    "conflict": ("Conflict", "Widerspruch", "Conflit", "Conflitto"),
    "outdated": ("Changed meanwhile", "Inzwischen geändert", "Modifié entre-temps", "Modificato nel frattempo"),
    "unreadable-memory": (
        "Unreadable memory",
        "Übersetzungsspeicher nicht lesbar",
        "Mémoire illisible",
        "Memoria non leggibile",
    ),
    "unknown-code": (
        "Unknown inline code",
        "Unbekannte Auszeichnung",
        "Balise en ligne inconnue",
        "Marcatore in linea sconosciuto",
    ),
    "lost-codes": (
        "Inline codes lost",
        "Auszeichnungen verloren",
        "Balises en ligne perdues",
        "Marcatori in linea persi",
    ),
    "other-source": (
        "Another source",
        "Anderer Ausgangstext",
        "Autre texte source",
        "Altro testo di partenza",
    ),
    "unusable-text": ("Unusable text", "Text nicht verwendbar", "Texte inutilisable", "Testo non utilizzabile"),
    "unauthenticated": (
        "Authentication required",
        "Anmeldung erforderlich",
        "Authentification requise",
        "Autenticazione richiesta",
    ),
    "foreign-form": ("Form out of date", "Formular veraltet", "Formulaire périmé", "Modulo non aggiornato"),
    "forbidden": ("Forbidden", "Nicht erlaubt", "Interdit", "Non consentito"),
    "translation-failed": (
        "Translation failed",
        "Übersetzung fehlgeschlagen",
        "Échec de la traduction",
        "Traduzione non riuscita",
    ),
    "store-unavailable": (
        "Storage unavailable",
        "Speicher nicht verfügbar",
        "Stockage indisponible",
        "Archivio non disponibile",
    ),
    "package-error": ("Package problem", "Problem mit einem Paket", "Problème de paquet", "Problema con un pacchetto"),
    "no-route": (
        "No translation route",
        "Kein Übersetzungsweg",
        "Aucune voie de traduction",
        "Nessun percorso di traduzione",
    ),
    "not-acceptable": ("Not acceptable", "Format nicht lieferbar", "Format non disponible", "Formato non disponibile"),
    "not-ready": ("Not ready", "Nicht bereit", "Pas prêt", "Non pronto"),
    "bad-request": ("Malformed request", "Fehlerhafte Anfrage", "Requête mal formée", "Richiesta non corretta"),
    "method-not-allowed": (
        "Method not allowed",
        "Methode nicht erlaubt",
        "Méthode non autorisée",
        "Metodo non consentito",
    ),
    "internal-error": ("Internal error", "Interner Fehler", "Erreur interne", "Errore interno"),
}


def title(kind: str, accepted: LanguageAccept) -> str:
    """The title of a kind of problem in the best of the `accepted` languages, English without one."""
    titles = TITLES.get(kind)
    if titles is None:
        return kind.replace("-", " ").capitalize()
    return titles[LANGUAGES.index(accepted.best_match(LANGUAGES, "en") or "en")]
