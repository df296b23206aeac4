"""Publishing on a Jamespot. It knows no ids of ours: what was tried is kept, and looked for before it is tried again."""

from __future__ import annotations

from typing import Any

from sync.model.chat import EditPost, MarkRead, PostToRoom, RedactPost
from sync.model.faults import Gone, Rejected, Unreadable, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Applied, Landed, RemoteItem, RemoteOperation
from sync.protocols.jamespot import objects
from sync.protocols.jamespot.front import LIST, LITTLE, Front
from sync.protocols.jamespot.objects import WALL, packed, unpacked
from sync.protocols.keeping import Keeper

_PAGES = 20
"""How many pages of the wall are looked through for what an earlier attempt published."""


async def apply(front: Front, keeper: Keeper, operation: RemoteOperation) -> Applied:
    """Carry an operation out."""
    room, intention = operation.target, operation.intention
    item = operation.items[0].item if operation.items else RemoteId("")
    match intention:
        case PostToRoom(upload=None) if operation.folder or item:
            return await _once(front, keeper, operation, intention, _article_of(operation.folder or item))
        case PostToRoom(upload=None):
            if room == WALL:
                raise Rejected("not_permitted")
            return await _once(front, keeper, operation, intention, RemoteId(""))
        case EditPost():
            await _edit(front, item, intention)
            return Applied((Landed(None, RemoteItem(room, RemoteId(f"{item}#mine"))),))
        case RedactPost():
            await _delete(front, item)
            return Applied((Landed(None, RemoteItem(room, RemoteId(f"{item}#gone"))),))
        case MarkRead():  # kept here: what the site calls reading is not published
            record = unpacked(keeper.read("room", room))
            await keeper.write({("room", room): packed({**record, "unread": 0, "read": item})})
            return Applied()
        case other:
            raise Unsupported("intention", intention=other.kind)


async def _once(
    front: Front, keeper: Keeper, operation: RemoteOperation, intention: PostToRoom, article: RemoteId
) -> Applied:
    """Publish an article in a spot, or a comment below an article, once and only once."""
    record = unpacked(keeper.read("tried", operation.id))
    uri = RemoteId(str(record.get("uri", "")))
    if record and not uri:
        uri = await _found(front, intention, article, operation.target, int(record["after"]))
    if not uri:
        if not record:
            await keeper.write({("tried", operation.id): packed({"after": await _highest(front, article)})})
        uri = await (_comment(front, intention, article) if article else _publish(front, intention, operation.target))
    await keeper.write(
        {("sent", uri): operation.id.encode(), ("tried", operation.id): packed({"uri": uri, "after": 0})}
    )
    return Applied((Landed(None, RemoteItem(operation.target, uri)),))


async def _publish(front: Front, intention: PostToRoom, spot: RemoteId) -> RemoteId:
    properties = await front.call("spot", "getProperties", {"idSpot": _number(spot)})
    kind = str(properties.get("spotDefaultPublishType") or "") if isinstance(properties, dict) else ""
    if not kind:
        raise Rejected("not_permitted")
    title, description = objects.written(intention.body, intention.html)
    asked = {"type": kind, "title": title, "description": description, "publishTo": spot, "format": LITTLE}
    made = await front.call("article", "create", {**asked, "token": await front.token()})
    return _uri(made[0] if isinstance(made, list) and made else made)


async def _comment(front: Front, intention: PostToRoom, article: RemoteId) -> RemoteId:
    asked = {
        "idArticle": _number(article),
        "content": intention.html or objects.paragraphs(intention.body),
        "sendAlert": 0,
        "alertAuthor": 0,
        "type": "comment",
        "format": LITTLE,
    }
    return objects.below(
        article, _uri(await front.call("article", "addComment", {**asked, "token": await front.token()}))
    )


async def _edit(front: Front, item: RemoteId, intention: EditPost) -> None:
    if objects.COMMENT in item:
        content = intention.html or objects.paragraphs(intention.body)
        asked = {"idComment": _number(item), "description": content, "format": LITTLE}
        await front.call("article", "updateComment", asked)
        return
    title, description = objects.written(intention.body, intention.html)
    await front.call("article", "update", {"uri": item, "title": title, "description": description, "format": LITTLE})


async def _delete(front: Front, item: RemoteId) -> None:
    if objects.COMMENT in item:
        await front.call("comment", "delete", {"idComment": _number(item)}, csrf=True)
    else:
        await front.call("article", "delete", {"idArticle": _number(item)}, csrf=True)


async def _highest(front: Front, article: RemoteId) -> int:
    """Return the highest number among what is there already, so that what comes after can be told from it."""
    there = await (_comments(front, article) if article else _wall(front, 1))
    return max((one.number for one in there), default=0)


async def _found(front: Front, intention: PostToRoom, article: RemoteId, spot: RemoteId, after: int) -> RemoteId:
    """Return what an attempt published of which the answer was lost, empty where it never arrived."""
    title, description = objects.written(intention.body, intention.html)
    if article:
        title, description = "", intention.html or objects.paragraphs(intention.body)
    wanted = objects.text_of(description).split()
    for one in await (_comments(front, article) if article else _wall(front, _PAGES)):
        mine = one.number > after and one.sender == front.me and (article or spot in one.spots)
        if mine and one.title == title and objects.text_of(one.html).split() == wanted:
            return one.uri
    return RemoteId("")


async def _comments(front: Front, article: RemoteId) -> list[objects.Said]:
    limits = {"start": 0, "max": 10_000}
    asked = {"idArticle": _number(article), "attachment": False, "limits": limits, "format": LIST}
    return objects.comments(article, await front.call("article", "getComments", asked))


async def _wall(front: Front, pages: int) -> list[objects.Said]:
    found: dict[RemoteId, objects.Said] = {}
    before: dict[str, str] = {}
    for _ in range(pages):
        answer = await front.call("wall", "getActivities", {"format": LIST, **before})
        try:
            some = {one.uri: one for one in (objects.article(entry["article"]) for entry in answer["list"])}
            before = {"dateLastEvent": min(str(entry["dateEvent"]) for entry in answer["list"])} if some else {}
        except (KeyError, TypeError) as error:
            raise Unreadable("bad_answer") from error
        if not some.keys() - found.keys():
            break
        found |= some
    return list(found.values())


def _article_of(item: RemoteId) -> RemoteId:
    """Return the article that an answer belongs to."""
    return RemoteId(item.partition(objects.COMMENT)[0])


def _number(item: RemoteId) -> int:
    try:
        return int(item.rpartition("/")[2])
    except ValueError as error:
        raise Gone("post") from error


def _uri(said: Any) -> RemoteId:
    if not isinstance(said, dict) or not isinstance(said.get("uri"), str):
        raise Unreadable("bad_answer")
    return RemoteId(said["uri"])
