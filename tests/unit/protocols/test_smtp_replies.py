"""What SMTP replies mean."""

from __future__ import annotations

import pytest

from sync.model.faults import AuthNeeded, Offline, Rejected, Transient
from sync.protocols.smtp.replies import Refusal, message_fault, recipients_fault, sender_fault, sign_in_fault


@pytest.mark.parametrize(
    ("code", "text", "kind", "name"),
    [
        (451, "4.3.0 plus tard", Transient, "server_busy"),
        (552, "5.3.4 Message size exceeds fixed limit", Rejected, "message_too_large"),
        (552, "Error: message size exceeds fixed maximum message size", Rejected, "message_too_large"),
        (552, "5.2.2 over quota", Rejected, "quota_exceeded"),
        (553, "5.7.1 not yours", Rejected, "sender_refused"),
        (-1, "Malformed", Offline, "bad_reply"),
    ],
)
def test_refused_sender(code: int, text: str, kind: type[Exception], name: str) -> None:
    fault = sender_fault(Refusal(code, text), limit=1000)
    assert type(fault) is kind
    assert fault.code == name


def test_the_limit_is_told_with_a_message_that_is_too_large() -> None:
    assert sender_fault(Refusal(552, "5.3.4 too big"), limit=1000).parameters["limit"] == 1000


def test_a_permanent_refusal_decides_over_one_for_now() -> None:
    fault = recipients_fault([Refusal(450, "4.2.0 greylisted", "a@x.fr"), Refusal(550, "5.1.1 no such user", "b@x.fr")])
    assert isinstance(fault, Rejected)
    assert (fault.code, fault.parameters["recipients"], fault.reason) == (
        "recipient_refused", "b@x.fr", "5.1.1 no such user",
    )  # fmt: skip


def test_only_refusals_for_now_are_tried_again() -> None:
    fault = recipients_fault([Refusal(450, "4.2.0 greylisted", "a@x.fr"), Refusal(452, "4.2.2 full", "b@x.fr")])
    assert isinstance(fault, Transient)
    assert fault.parameters["recipients"] == "a@x.fr, b@x.fr"


def test_full_mailboxes_are_a_quota() -> None:
    assert recipients_fault([Refusal(552, "5.2.2 full", "a@x.fr")]).code == "quota_exceeded"


@pytest.mark.parametrize("text", ["5.1.7 bad sender", "5.7.1 <a@x.fr>: Sender address rejected: not owned by user b"])
def test_postfix_tells_of_the_sender_only_when_asked_for_recipients(text: str) -> None:
    assert recipients_fault([Refusal(553, text, "b@x.fr")]).code == "sender_refused"


def test_wrong_password_and_a_server_that_cannot_check_it_now() -> None:
    assert isinstance(sign_in_fault(Refusal(535, "5.7.8 no")), AuthNeeded)
    assert isinstance(sign_in_fault(Refusal(454, "4.7.0 no backend")), Transient)


def test_a_refused_message_keeps_the_servers_words() -> None:
    fault = message_fault(Refusal(554, "5.7.1 looks like spam"), 0)
    assert isinstance(fault, Rejected)
    assert (fault.code, fault.reason) == ("message_refused", "5.7.1 looks like spam")
