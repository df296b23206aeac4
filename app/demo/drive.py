"""Alice's drive as the demo finds it: folders of a prefecture's office with letters, reports, pictures and tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.demo import files as made

_REPORT = ("Rapport de l'inspection des installations classées", "", "1. Contexte", "2. Constats", "3. Suites proposées")
_LETTER = (
    "Madame, Monsieur,",
    "Par courrier du 3 de ce mois, vous avez appelé mon attention sur le niveau de la Lys à Saint-Rémy.",
    "Le comité sécheresse se réunit mercredi ; je ne manquerai pas de vous tenir informé de ses conclusions.",
    "Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération distinguée.",
)
_MINUTES = ("Présents : Émilie Rousseau, Bruno Lefèvre, Alice Durand.", "1. Suites de l’inspection", "2. Calendrier", "3. Divers")
_CRITERIA = ("Prix : 50 %", "Valeur technique : 40 %", "Environnement : 10 %")
_ODT, _DOCX, _PDF = "odt", "docx", "pdf"
_PLACES = (("Installations classées/Verrerie du Val", 3), ("Installations classées/Station d’épuration", 11))


def files(now: datetime) -> Iterator[tuple[str, bytes, datetime]]:
    """Yield paths below the drive, contents, and when they were changed last; `now` has a time zone."""
    documents = (
        ("Bienvenue.odt", "Bienvenue dans vos fichiers", ("Ces fichiers sont sur le serveur de la démonstration.",), 30),
        ("Note sur la vigilance sécheresse.odt", "Note sur la vigilance sécheresse", _LETTER, 0),
        ("Courriers/Réponse à la mairie de Saint-Rémy.odt", "Réponse à votre courrier", _LETTER, 1),
        ("Courriers/Convocation au comité sécheresse.docx", "Convocation", _LETTER, 2),
        ("Courriers/Accusé de réception – Amis de la Lys.docx", "Accusé de réception", _LETTER, 20),
        ("Marchés publics/2026-017 Analyses d’eau/Règlement de consultation.docx", "Règlement de consultation", _CRITERIA, 9),
        ("Marchés publics/2026-017 Analyses d’eau/Tableau de notation.odt", "Tableau de notation", _CRITERIA, 1),
        ("Marchés publics/2026-017 Analyses d’eau/Avis d’appel public.pdf", "Avis d’appel public", _CRITERIA, 12),
        ("Marchés publics/2026-009 Fournitures/Commande de papier.pdf", "Commande de papier", ("Papeterie Lormeau",), 65),
        ("Marchés publics/2026-009 Fournitures/Bordereau des prix.docx", "Bordereau des prix", _CRITERIA, 70),
        ("Réunions/Compte rendu du point d’équipe.odt", "Compte rendu du point d’équipe", _MINUTES, 2),
        ("Réunions/Compte rendu du comité de suivi.docx", "Compte rendu du comité de suivi", _MINUTES, 16),
        ("Réunions/Ordre du jour – commission départementale.pdf", "Ordre du jour", _MINUTES, 5),
        ("Modèles/Lettre de la préfecture.odt", "Objet", _LETTER, 200),
        ("Modèles/Compte rendu.odt", "Compte rendu", _MINUTES, 200),
        ("Modèles/Note au préfet.docx", "Note à Monsieur le préfet", _LETTER, 180),
        ("Archives/2025/Bilan des inspections 2025.pdf", "Bilan des inspections 2025", _REPORT, 330),
        ("Archives/2025/Rapport annuel.odt", "Rapport annuel", _MINUTES, 340),
    )
    for path, title, text, age in documents:
        yield path, _document(path, title, text), now - timedelta(days=age, hours=2)
    for folder, age in _PLACES:
        name = folder.rpartition("/")[2]
        when = now - timedelta(days=age, hours=4)
        yield f"{folder}/Rapport d’inspection.pdf", made.pdf(f"Rapport d’inspection – {name}", _REPORT), when
        yield f"{folder}/Projet d’arrêté.docx", made.docx("Projet d’arrêté", _LETTER), when + timedelta(hours=2)
        yield f"{folder}/Relevé des mesures.csv", _measures(now.year, age), when
        for number in range(1, 5):
            picture = made.png(480, 320, (age * 37 + number * 23) % 120 + 60)
            yield f"{folder}/Photos/Vue {number}.png", picture, when - timedelta(minutes=number)
    for number, place in enumerate(("Étang des Moulins", "Lys à Saint-Rémy", "Barrage", "Roselière", "Prise d’eau")):
        yield f"Photos/{place}.png", made.png(640, 420, 70 + number * 24), now - timedelta(days=40 + number)


def _document(path: str, title: str, text: tuple[str, ...]) -> bytes:
    makers = {_ODT: made.odt, _DOCX: made.docx, _PDF: made.pdf}
    return makers[path.rpartition(".")[2]](title, text)


def _measures(year: int, seed: int) -> bytes:
    values = ((day, (seed * 7 + day * 13) % 40 / 10, 6.5 + (seed + day) % 9 / 10) for day in range(1, 29))
    lines = [f"{day:02}/10/{year};{nitrates:.1f};{ph:.1f}" for day, nitrates, ph in values]
    return "\r\n".join(["Date;Nitrates (mg/l);pH", *(line.replace(".", ",") for line in lines), ""]).encode()
