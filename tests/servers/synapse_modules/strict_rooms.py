"""A Synapse module with the rules that Tchap adds: accounts that expire, and rooms that take only what their rule allows.

Synapse loads it (`modules:` in its configuration). Accounts named in the file `expired` of the folder are expired;
who asks for the renewal mail is named in the file `mailed`. What is
allowed, and the words of a refusal, are as Tchap's own module was seen to answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from synapse.module_api import (
    NOT_SPAM,  # noqa: F401 - says at once where the module's host is missing
    ModuleApi,
)
from twisted.internet import defer
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET

RULE = "im.vector.room.access_rules"


class StrictRooms:
    """Registers itself; `folder` is where the files are."""

    def __init__(self, config: dict[str, Any], api: ModuleApi) -> None:
        self._api = api
        self._folder = Path(config["folder"])
        api.register_third_party_rules_callbacks(
            on_create_room=self.on_create_room, check_event_allowed=self.check_event_allowed
        )
        api.register_account_validity_callbacks(is_user_expired=self.is_user_expired)
        api.register_web_resource("/_synapse/client/email_account_validity/send_mail", Mailing(api, self._folder))

    async def is_user_expired(self, user: str) -> bool:
        expired = self._folder / "expired"
        return expired.exists() and user in expired.read_text().split()

    async def on_create_room(self, requester: Any, content: dict[str, Any], is_admin: bool) -> None:
        states = content.setdefault("initial_state", [])
        given = [state["content"].get("rule") for state in states if state.get("type") == RULE]
        if not given:
            rule = "direct" if content.get("is_direct") else "restricted"
            states.append({"type": RULE, "state_key": "", "content": {"rule": rule}})

    async def check_event_allowed(self, event: Any, states: Any) -> tuple[bool, None]:
        rule = states.get((RULE, ""))
        direct = rule is not None and rule.content.get("rule") == "direct"
        if direct and event.type in ("m.room.name", "m.room.topic", "m.room.avatar"):
            return False, None
        if direct and event.type == "m.room.member" and event.content.get("membership") == "invite":
            here = [
                key for (kind, key), state in states.items()
                if kind == "m.room.member" and state.content.get("membership") in ("join", "invite")
            ]  # fmt: skip
            return len({*here, event.state_key}) <= 2, None
        return True, None


class Mailing(Resource):
    """Takes note of who wants the mail, expired or not."""

    isLeaf = True  # noqa: N815 - Twisted's word

    def __init__(self, api: ModuleApi, folder: Path) -> None:
        super().__init__()
        self._api, self._folder = api, folder

    def render_POST(self, request: Any) -> int:
        defer.ensureDeferred(self._note(request))
        return NOT_DONE_YET

    async def _note(self, request: Any) -> None:
        requester = await self._api.get_user_by_req(request, allow_expired=True)
        with (self._folder / "mailed").open("a") as file:
            file.write(f"{requester.user}\n")
        request.setHeader(b"Content-Type", b"application/json")
        request.write(b"{}")
        request.finish()
