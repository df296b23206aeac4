"""What the people of the demo write about: subjects, first letters and answers, by theme."""

from __future__ import annotations

from dataclasses import dataclass

from app.demo.people import (
    ASSOCIATION,
    BRUNO,
    CHLOE,
    DAVID,
    EMILIE,
    FARID,
    GAELLE,
    HUGO,
    MAYOR,
    PLANT,
    SUPPLIER,
    Person,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Threads of one kind. `folder` takes the older ones; `{n}` in subjects is a running number, `{lieu}` a place."""

    folder: str
    people: tuple[Person, ...]
    subjects: tuple[str, ...]
    openings: tuple[str, ...]
    answers: tuple[str, ...]
    attachment: str = ""
    """`pdf`, `odt` or `png`: what some first letters carry."""


PLACES = (
    "Saint-Rémy-sur-Lys",
    "Bois-l’Évêque",
    "Montreuil-aux-Étangs",
    "La Ferté-Hauterive",
    "Villers-le-Château",
    "Pont-à-l’Écluse",
)

THEMES = (
    Theme(
        "Projets/Inspections ICPE",
        (BRUNO, EMILIE, PLANT, ASSOCIATION),
        (
            "Visite d’inspection – Verrerie du Val – rapport n° {n}",
            "Mise en demeure : projet d’arrêté pour la carrière de {lieu}",
            "Bruit nocturne signalé près de la plateforme logistique de {lieu}",
            "Étude de dangers révisée, dépôt d’engrais de {lieu} : observations attendues avant la commission",
            "Porter à connaissance – modification des conditions d’exploitation (rubrique 2530) – demande de compléments"
            " sur le volet « rejets atmosphériques » et le plan de gestion des solvants",
        ),
        (
            "La visite s’est bien passée. Trois écarts relevés, dont un sur la rétention des cuves ; le détail est dans "
            "le rapport joint. Il me faudrait ton avis sur le délai à accorder.",
            "Suite à notre échange téléphonique, voici le projet. J’ai repris la formulation de la cour administrative "
            "d’appel pour l’article 3. Dis-moi si cela te convient.",
            "Un riverain nous a écrit pour la troisième fois. Peut-on prévoir une mesure acoustique avant la fin du mois ?",
        ),
        (
            "D’accord sur le principe. Je proposerais trois mois plutôt que six, compte tenu de la saison.",
            "J’ai relu : deux remarques en marge, rien de bloquant.",
            "L’exploitant confirme qu’il aura terminé les travaux pour le 15. Il enverra les photographies.",
            "Merci, c’est très clair. Je transmets à la préfète pour signature.",
        ),
        "pdf",
    ),
    Theme(
        "Projets/Marchés publics",
        (CHLOE, HUGO, SUPPLIER),
        (
            "Marché 2026-{n} : analyse des offres",
            "CCTP nettoyage des locaux – relecture avant publication",
            "Avenant n° {n} – fournitures de bureau",
            "Commission d’appel d’offres : convocation et ordre du jour",
            "Bon de commande {n} – papier recyclé",
        ),
        (
            "Nous avons reçu quatre offres, toutes recevables. Tu trouveras le tableau de notation en pièce jointe ; la "
            "réunion de la commission est fixée à jeudi.",
            "Peux-tu relire la partie technique avant demain midi ? La publication au BOAMP est prévue vendredi.",
            "La livraison aura lieu entre 9 h et 11 h, quai nord. Merci de prévoir quelqu’un pour la réception.",
        ),
        (
            "Relu, j’ai seulement corrigé le critère de valeur technique (40 % au lieu de 45 %).",
            "C’est bon pour moi. On garde la pondération actuelle.",
            "Attention au délai de standstill : onze jours à compter de l’envoi électronique.",
            "Bien noté, je préviens l’accueil.",
        ),
        "odt",
    ),
    Theme(
        "Projets/Préfecture",
        (EMILIE, HUGO, GAELLE, MAYOR),
        (
            "Réunion de bureau du lundi – ordre du jour",
            "Éléments de langage pour la visite ministérielle à {lieu}",
            "Arrêté sécheresse n° {n} : passage en vigilance",
            "Comité de suivi de la rivière Lys – compte rendu",
            "Plan communal de sauvegarde de {lieu}",
        ),
        (
            "Voici l’ordre du jour de lundi. Merci d’ajouter vos points avant vendredi 17 h.",
            "La préfète souhaite une note d’une page pour demain soir. Peux-tu t’en charger avec Bruno ?",
            "Le niveau de la nappe continue de baisser : nous proposons de passer en vigilance dès mercredi.",
            "Le compte rendu est en pièce jointe. Les photographies de la visite suivent dans un autre message.",
        ),
        (
            "Je m’en occupe, la note sera prête à 16 h.",
            "Deux points à ajouter : le télétravail et le calendrier des congés.",
            "Bien reçu, merci. Monsieur le maire sera présent.",
            "Peut-on décaler à 10 h 30 ? J’ai la commission juste avant.",
        ),
        "png",
    ),
    Theme(
        "Projets/Ressources humaines",
        (DAVID, EMILIE, HUGO),
        (
            "Campagne d’entretiens professionnels {n}",
            "Votre demande de formation « droit de l’environnement »",
            "Télétravail : nouvelle convention à signer",
            "Congés d’été : tableau à compléter",
            "Accueil de la nouvelle apprentie",
        ),
        (
            "La campagne commence lundi. Vous trouverez le formulaire en pièce jointe ; l’entretien est à fixer avec votre "
            "supérieur direct.",
            "Votre inscription est acceptée. La session a lieu sur trois jours ; une convocation vous parviendra.",
            "Merci de compléter le tableau partagé avant le 30. Sans réponse, nous considérerons qu’il n’y a pas de "
            "changement.",
        ),
        (
            "C’est fait, merci du rappel.",
            "Je préférerais la session de printemps, est-ce encore possible ?",
            "Oui, il reste deux places. Je vous inscris.",
            "Entretien fixé à mardi 14 h.",
        ),
        "odt",
    ),
    Theme(
        "Archives",
        (FARID, GAELLE, CHLOE, BRUNO),
        (
            "Maintenance du réseau samedi matin",
            "Déjeuner de service jeudi ?",
            "Photos de la journée de cohésion",
            "Changement de l’imprimante du 2e étage",
            "Covoiturage pour {lieu}",
        ),
        (
            "Le réseau sera coupé samedi de 7 h à 9 h. Pensez à enregistrer votre travail.",
            "On réserve pour huit ? Le restaurant demande une réponse avant midi.",
            "Voici quelques photos. Merci à tous d’être venus malgré la pluie !",
        ),
        (
            "J’en suis !",
            "Merci pour l’information.",
            "Pas possible cette fois, mais bon appétit à tous.",
            "Je peux prendre trois personnes, départ à 8 h 15 devant l’entrée.",
        ),
        "png",
    ),
)

NEWSLETTERS = (
    (
        "La Lettre de l’eau",
        "lettre@lettre-de-leau.example",
        "La Lettre de l’eau n° {n} : étiage, captages et bonnes pratiques",
    ),
    (
        "Achats responsables",
        "bulletin@achats-responsables.example",
        "Achats responsables – numéro {n} : réemploi, clauses sociales, agenda",
    ),
    (
        "Cloud & collectivités (édition américaine)",
        "newsletter@us-cloud-letter.example",
        "Cloud & collectivités n° {n} : dix raisons de tout confier à un seul fournisseur",
    ),
    (
        "Intranet – la quinzaine",
        "quinzaine@prefecture.example",
        "La quinzaine n° {n} : vie des services et rendez-vous",
    ),
)

JUNK = (
    ("Service Client", "ne-pas-repondre@colis-suivi.example", "Votre colis est retenu : 1,99 € à régler"),
    ("Loterie Européenne", "gagnant@loterie-euro.example", "FÉLICITATIONS, vous avez été tirée au sort !!!"),
    (
        "Support messagerie",
        "support@messagerie-quota.example",
        "Votre boîte est pleine à 98 % – validez votre mot de passe",
    ),
    ("Formation Express", "offre@formation-express.example", "CPF : vos droits expirent ce soir"),
    ("Crypto Conseil", "conseil@rendement-garanti.example", "+38 % par mois, sans risque"),
)
