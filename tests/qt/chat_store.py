"""A store with rooms and posts, as the engine would fill it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from sync.model.accounts import Service
from sync.model.changes import Change
from sync.model.chat import Membership, MemberTruth, Permission, PostKind, PostTruth, ReactionTruth, RoomKind, RoomTruth
from sync.model.collections import Collection
from sync.model.ids import RemoteId
from sync.model.trust import Trust
from sync.store.write import chat as write_chat
from sync.store.write import collections as write_collections
from tests.qt.stores import FilledStore

ME, CLAIRE, YANN = "@camille.perrin:exemple.fr", "@claire.morvan:exemple.fr", "@yann.legoff:exemple.fr"
ROOM = RemoteId("!icpe:exemple.fr")
NOW = int(time.time() * 1000)
ALL = frozenset(Permission)


def room(name: str, **more: Any) -> RoomTruth:
    values = {
        "kind": RoomKind.ROOM,
        "membership": Membership.JOINED,
        "people": 4,
        "active": NOW,
        "permitted": ALL,
        **more,
    }
    return RoomTruth(name, **values)


def post(sender: str, body: str, ago: int, **more: Any) -> PostTruth:
    """A post of `ago` minutes ago."""
    values = {"kind": PostKind.TEXT, "trust": Trust.VERIFIED, **more}
    return PostTruth(ROOM, sender, NOW - ago * 60_000, body=body, **values)


TALK = [
    ("$0", post(CLAIRE, "m.room.member.join", 1500, kind=PostKind.CHANGE, trust=Trust.CLEAR, about="Yann Le Goff")),
    ("$1", post(CLAIRE, "Bonjour à tous, le rapport d’inspection de Vezin est prêt. Qui relit avant jeudi ?", 1490)),
    ("$2", post(CLAIRE, "Il fait 12 pages, annexes comprises.", 1489)),
    ("$3", post(YANN, "Je peux, demain matin.", 1400, trust=Trust.UNVERIFIED, reply_to=RemoteId("$1"))),
    ("$4", post(ME, "Merci Yann. Je m’occupe des annexes.", 30)),
    ("$5", post(YANN, "", 25, kind=PostKind.SEALED, why="no_key", trust=Trust.UNKNOWN)),
    ("$6", post(YANN, "C’est relu : deux remarques page 4, rien de grave.", 20, trust=Trust.UNSIGNED)),
]


def fill_chat(store: FilledStore, talk: list[tuple[str, PostTruth]] = TALK, *more: Change) -> None:
    """Put rooms and posts into the store as the engine would."""
    stream = Collection(RemoteId(ME), Service.CHAT, ME)
    store.change(write_collections.store_collections, store.account, Service.CHAT, [stream])
    icpe = room(
        "Équipe ICPE Bretagne",
        topic="Inspections du site de Vezin",
        encrypted=True,
        unread=2,
        mentions=1,
        favourite=True,
    )
    yann = room("Yann Le Goff", kind=RoomKind.PEOPLE, encrypted=True, people=2, active=NOW - 7_200_000)
    forum = room("Forum des agents", topic="Entraide", people=812, active=NOW - 90_000_000, unread=14, muted=True)
    forum = replace(forum, permitted=frozenset())
    invited = room("Cellule de crise", membership=Membership.INVITED, inviter=CLAIRE, permitted=frozenset())
    changes = [
        Change(ROOM, "1", icpe),
        Change(RemoteId("!yann:x"), "1", yann),
        Change(RemoteId("!forum:x"), "1", forum),
        Change(RemoteId("!inv:x"), "1", invited),
        *(
            Change(RemoteId(f"{ROOM}|{who}"), "1", MemberTruth(ROOM, who, name, Membership.JOINED))
            for who, name in ((ME, "Camille Perrin"), (CLAIRE, "Claire Morvan"), (YANN, "Yann Le Goff"))
        ),
        *(Change(RemoteId(item), "1", truth) for item, truth in talk),
        Change(RemoteId("$r"), "1", ReactionTruth(ROOM, RemoteId("$1"), YANN, "👍")),
        *more,
    ]  # fmt: skip
    store.change(write_chat.store_stream, store.account, changes)
