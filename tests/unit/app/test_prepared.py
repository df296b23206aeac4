"""What an administrator prepares: accounts, limits, backends, network, features; in a file or by group policies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app import policy, prepared, registry
from sync.model.accounts import KeepPolicy, Service
from sync.model.faults import Forbidden

ALICE = {"user": "amartin", "name": "Alice Martin", "principal": "alice.martin@exemple.gouv.fr"}
WHOLE = """
[settings]
lock_after_minutes = 15

[backends]
only = ["bluemind"]

[network]
proxy = "http://proxy.exemple.gouv.fr:3128"
mail_proxy = "socks5://relais.exemple.gouv.fr:1080"
authorities = "/etc/ssl/certs/exemple.pem"

[storage]
days = 90
attachments = false
largest_mb = 5

[features]
off = ["chat", "files"]

[[account]]
address = "{user}@exemple.gouv.fr"
backend = "bluemind"
endpoints = [
    { service = "mail", protocol = "imap", host = "imap.exemple.gouv.fr", port = 993 },
    { service = "submission", protocol = "smtp", host = "smtp.exemple.gouv.fr", port = 465, user = "{user}" },
    { service = "directory", protocol = "ldap", host = "ldap.exemple.gouv.fr", port = 636, parameters = { base = "dc=exemple" } },
]
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A policy with every table."""
    (tmp_path / "policy.toml").write_text(WHOLE, "utf-8")
    return tmp_path / "policy.toml"


def test_every_table_is_understood(written: Path) -> None:
    content = policy.content(written)
    assert prepared.backends(content) == ("bluemind",)
    assert prepared.authorities(content) == "/etc/ssl/certs/exemple.pem"
    assert prepared.keep(content) == KeepPolicy(90, False, 5 * 1024 * 1024)


def test_accounts_are_those_of_the_person(written: Path) -> None:
    [account] = prepared.accounts(policy.content(written), ALICE)
    assert (account.address, account.name) == ("amartin@exemple.gouv.fr", "Alice Martin")
    assert [(way.service, way.host, way.user) for way in account.endpoints] == [
        (Service.MAIL, "imap.exemple.gouv.fr", "amartin@exemple.gouv.fr"),
        (Service.SUBMISSION, "smtp.exemple.gouv.fr", "amartin"),
        (Service.DIRECTORY, "ldap.exemple.gouv.fr", "amartin@exemple.gouv.fr"),
    ]
    assert account.endpoints[2].parameters == {"base": "dc=exemple"}


def test_tables_become_fixed_settings_that_the_window_shows_as_such(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "person", lambda: ALICE)
    fixed = policy.fixed_settings(written)
    assert fixed["lock_after_minutes"] == "15"
    assert fixed["web_proxy"] == '"http://proxy.exemple.gouv.fr:3128"'
    assert fixed["mail_proxy"] == '"socks5://relais.exemple.gouv.fr:1080"'
    assert fixed["hidden_areas"] == '"chat,files"'
    assert fixed["suggested_address"] == '"amartin@exemple.gouv.fr"'
    organisation = policy.organisation(written)
    assert organisation.backends == ("bluemind",)
    assert organisation.accounts[0].address == "amartin@exemple.gouv.fr"


@pytest.mark.parametrize(
    "text",
    [
        "[network]\nproxy = 'proxy:3128'",
        "[storage]\ndays = -1",
        "[storage]\nyears = 1",
        "[[account]]\naddress = 'a@b'\nendpoints = []",
        "[features]\noff = 'chat'",
    ],
)
def test_a_table_that_is_not_understood_stops_the_program(tmp_path: Path, text: str) -> None:
    (tmp_path / "policy.toml").write_text(text, "utf-8")
    with pytest.raises(Forbidden, match="bad_policy"):
        policy.content(tmp_path / "policy.toml")


@pytest.mark.parametrize(
    ("wanted", "most", "kept"),
    [
        (KeepPolicy(0), KeepPolicy(90), 90),
        (KeepPolicy(365), KeepPolicy(90), 90),
        (KeepPolicy(30), KeepPolicy(90), 30),
        (KeepPolicy(30), KeepPolicy(0), 30),
    ],
)
def test_no_more_is_kept_than_is_allowed(wanted: KeepPolicy, most: KeepPolicy, kept: int) -> None:
    assert wanted.within(most).days == kept
    assert wanted.within(None) == wanted


def test_group_policies_say_the_same_as_the_file() -> None:
    values: dict[str, dict[str, Any]] = {
        "": {"toml": ["[storage]", "days = 30"]},
        "settings": {"remote_pictures": 0, "lock_after_minutes": 10, "mark_read_seconds": "-1", "theme": "dark"},
        "hosts": {"1": ".exemple.gouv.fr", "2": "ssl0.ovh.net"},
        "features_off": {"1": "chat"},
    }
    found = registry.over({"settings": {"zoom": 110}}, lambda subkey: values.get(subkey, {}))
    assert found == {
        "storage": {"days": 30},
        "settings": {"zoom": 110, "remote_pictures": False, "lock_after_minutes": 10, "mark_read_seconds": -1, "theme": "dark"},
        "hosts": {"only": [".exemple.gouv.fr", "ssl0.ovh.net"]},
        "features": {"off": ["chat"]},
    }


def test_a_group_policy_that_is_no_toml_is_refused() -> None:
    with pytest.raises(ValueError, match="toml"):
        registry.over({}, lambda subkey: {"toml": "days = "} if not subkey else {})
