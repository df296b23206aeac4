"""The 64 emoji that people compare when they verify each other (Matrix specification, "SAS method: emoji").

The places are the protocol's; the names are what one says aloud, in English and French.
"""

from __future__ import annotations

from typing import NamedTuple


class Emoji(NamedTuple):
    """A sign and its names."""

    sign: str
    english: str
    french: str


_TABLE = """
🐶 Dog Chien|🐱 Cat Chat|🦁 Lion Lion|🐎 Horse Cheval|🦄 Unicorn Licorne|🐷 Pig Cochon|🐘 Elephant Éléphant|🐰 Rabbit Lapin
🐼 Panda Panda|🐓 Rooster Coq|🐧 Penguin Manchot|🐢 Turtle Tortue|🐟 Fish Poisson|🐙 Octopus Poulpe|🦋 Butterfly Papillon
🌷 Flower Fleur|🌳 Tree Arbre|🌵 Cactus Cactus|🍄 Mushroom Champignon|🌏 Globe Globe|🌙 Moon Lune|☁️ Cloud Nuage|🔥 Fire Feu
🍌 Banana Banane|🍎 Apple Pomme|🍓 Strawberry Fraise|🌽 Corn Maïs|🍕 Pizza Pizza|🎂 Cake Gâteau|❤️ Heart Cœur|😀 Smiley Sourire
🤖 Robot Robot|🎩 Hat Chapeau|👓 Glasses Lunettes|🔧 Spanner Clé_plate|🎅 Santa Père_Noël|👍 Thumbs_up Pouce_levé
☂️ Umbrella Parapluie|⌛ Hourglass Sablier|⏰ Clock Réveil|🎁 Gift Cadeau|💡 Light_bulb Ampoule|📕 Book Livre|✏️ Pencil Crayon
📎 Paperclip Trombone|✂️ Scissors Ciseaux|🔒 Lock Cadenas|🔑 Key Clé|🔨 Hammer Marteau|☎️ Telephone Téléphone|🏁 Flag Drapeau
🚂 Train Train|🚲 Bicycle Vélo|✈️ Aeroplane Avion|🚀 Rocket Fusée|🏆 Trophy Trophée|⚽ Ball Ballon|🎸 Guitar Guitare
🎺 Trumpet Trompette|🔔 Bell Cloche|⚓ Anchor Ancre|🎧 Headphones Casque|📁 Folder Dossier|📌 Pin Punaise
"""

EMOJI = tuple(
    Emoji(*(part.replace("_", " ") for part in entry.split())) for entry in _TABLE.replace("\n", "|").split("|") if entry
)
"""By place."""
