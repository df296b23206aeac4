"""A homeserver for measurements, in a process of its own: answers prepared beforehand, in the form that Synapse gives them."""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
from pathlib import Path
from typing import Any

from aiohttp import web
from vodozemac import GroupSession

MEGOLM = "m.megolm.v1.aes-sha2"
ME, SERVER = "@moi:exemple.fr", "exemple.fr"
SENT = 1_795_000_000_000
FIRST = 20


def room_id(number: int) -> str:
    """Return the name of a room."""
    return f"!salon{number}:{SERVER}"


def sealed(count: int, number: int, room: str = "") -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return encrypted posts of a room (its name where a server gave one), and the key that opens them."""
    session = GroupSession()
    room = room or room_id(number)
    key = {"room": room, "key": session.session_key.to_base64(), "session": session.session_id}
    events = []
    for place in range(count):
        content = {"msgtype": "m.text", "body": f"Message {place} du salon {number}, rapport d’inspection du site de Vezin"}
        plain = {"type": "m.room.message", "content": content, "room_id": room}
        events.append(
            {
                "type": "m.room.encrypted", "event_id": f"$e{number}x{place}", "sender": f"@agent{place % 10}:{SERVER}",
                "origin_server_ts": SENT + number + place * 60_000,
                "content": {
                    "algorithm": MEGOLM, "session_id": session.session_id,
                    "ciphertext": session.encrypt(json.dumps(plain).encode()).to_base64(), "sender_key": "", "device_id": "D",
                },
            }
        )  # fmt: skip
    return events, key


def described(number: int, members: int, events: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a room of a sliding sync answer, as to somebody who knows nothing of it."""

    def state(kind: str, content: dict[str, Any], key: str = "") -> dict[str, Any]:
        return {
            "type": kind, "state_key": key, "sender": ME, "content": content, "event_id": f"$s{kind}{key}{number}",
            "origin_server_ts": SENT,
        }  # fmt: skip

    required = [
        state("m.room.create", {"room_version": "10"}), state("m.room.name", {"name": f"Salon {number}"}),
        state("m.room.topic", {"topic": "Inspections"}), state("m.room.encryption", {"algorithm": MEGOLM}),
        state("m.room.power_levels", {"users": {ME: 100}}),
        *(
            state("m.room.member", {"membership": "join", "displayname": f"Agent {who}"}, f"@agent{who}:{SERVER}")
            for who in range(members)
        ),
    ]  # fmt: skip
    return {
        "initial": True, "name": f"Salon {number}", "required_state": required, "timeline": events, "limited": True,
        "prev_batch": f"t{number}", "joined_count": members, "notification_count": 0, "highlight_count": 0,
        "bump_stamp": SENT + number,
    }  # fmt: skip


def answer(rooms: range, total: int, members: int, each: int, position: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Return a sliding sync answer with these rooms, and the keys of their posts."""
    made, keys = {}, []
    for number in rooms:
        events, key = sealed(each, number)
        made[room_id(number)] = described(number, members, events)
        keys.append(key)
    said = {"pos": position, "lists": {"all": {"count": total}}, "rooms": made, "extensions": {"to_device": {"next_batch": "d"}}}
    return said, keys


async def serve(folder: Path, port: int, rooms: int, members: int) -> None:
    """Answer until the process is ended; `keys.json` is written once everything is ready."""
    first, keys = answer(range(FIRST), rooms, members, 20, "p1")
    rest, more = answer(range(FIRST, rooms), rooms, members, 20, "p2")
    answers = {"": json.dumps(first).encode(), "p1": json.dumps(rest).encode()}
    nothing = json.dumps({"pos": "p3", "lists": {"all": {"count": rooms}}, "rooms": {}, "extensions": {}}).encode()
    sent = 0

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal sent
        body = await request.read()
        path = request.path
        if path.endswith("/sync"):
            return _json(answers.get(request.query.get("pos", ""), nothing))
        if path.endswith("/login"):
            return web.json_response({"user_id": ME, "device_id": "ICI", "access_token": "jeton"})
        if path.endswith("/keys/query"):
            return web.json_response({"device_keys": {user: {} for user in json.loads(body)["device_keys"]}})
        if path.endswith("/keys/upload"):
            return web.json_response({"one_time_key_counts": {"signed_curve25519": 50}})
        if path.endswith("/members"):
            return web.json_response({"chunk": []})
        if "/send/" in path or "/sendToDevice/" in path:
            sent += 1
            return web.json_response({"event_id": f"$envoi{sent}"})
        return web.json_response({"errcode": "M_NOT_FOUND"}, status=404)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "chain.pem", folder / "key.pem")
    runner = web.ServerRunner(web.Server(handle))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, ssl_context=context).start()
    (folder / "keys.json").write_text(json.dumps([*keys, *more]))
    await asyncio.Event().wait()


def _json(body: bytes) -> web.Response:
    return web.Response(body=body, content_type="application/json")


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
