"""The people of the demo: Alice and her colleagues, and those outside who write to them. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass

DOMAIN = "prefecture.example"
"""A domain that cannot exist (RFC 2606 §2): nothing of the demo ever leaves the machine."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who writes. `answer` is what they reply by themselves when Alice writes to them; empty: nothing."""

    name: str
    address: str
    post: str
    answer: str = ""


ALICE = Person("Alice Durand", f"alice.durand@{DOMAIN}", "chargée de mission, bureau de l’environnement")

COLLEAGUES = (
    Person(
        "Bruno Lefèvre",
        f"bruno.lefevre@{DOMAIN}",
        "inspecteur de l’environnement",
        "Bien reçu, merci. Je suis en visite d’inspection jusqu’à 16 h ; je regarde cela en rentrant.",
    ),
    Person(
        "Chloé Martin",
        f"chloe.martin@{DOMAIN}",
        "acheteuse publique",
        "Merci Alice ! Je vérifie avec le service juridique et je te réponds avant la fin de la semaine.",
    ),
    Person(
        "David Nguyen",
        f"david.nguyen@{DOMAIN}",
        "bureau des ressources humaines",
        "C’est noté. Je mets ton dossier à jour et je t’envoie la confirmation.",
    ),
    Person(
        "Émilie Rousseau",
        f"emilie.rousseau@{DOMAIN}",
        "cheffe du bureau de l’environnement",
        "Parfait pour moi. Peux-tu le mettre dans le dossier partagé ? On en parle à la réunion de lundi.",
    ),
    Person(
        "Farid Benali",
        f"farid.benali@{DOMAIN}",
        "service informatique",
        "Votre demande est enregistrée sous le numéro 2048. Un technicien vous rappelle dans la matinée.",
    ),
    Person(
        "Gaëlle Le Goff",
        f"gaelle.legoff@{DOMAIN}",
        "communication",
        "Super, merci pour ta réponse rapide ! Je l’ajoute au prochain numéro de la lettre interne.",
    ),
    Person(
        "Hugo Caron",
        f"hugo.caron@{DOMAIN}",
        "secrétariat général",
        "Bien reçu. Le secrétaire général est en déplacement, je lui transmets dès son retour.",
    ),
)
BRUNO, CHLOE, DAVID, EMILIE, FARID, GAELLE, HUGO = COLLEAGUES

MAYOR = Person("Mairie de Saint-Rémy-sur-Lys", "mairie@saint-remy-sur-lys.example", "mairie")
PLANT = Person("Céline Aubry (Verrerie du Val)", "c.aubry@verrerie-du-val.example", "responsable environnement")
SUPPLIER = Person("Papeterie Lormeau", "commandes@papeterie-lormeau.example", "fournisseur")
ASSOCIATION = Person("Les Amis de la Lys", "contact@amis-de-la-lys.example", "association")

USERS = (ALICE, *COLLEAGUES)
"""Who has a mailbox on the demo server."""
