"""Files of posts as other programs write them: voice messages, and what is no file at all."""

from __future__ import annotations

from typing import Any

import pytest

from sync.model.chat import MediaTruth, PostKind, PostTruth
from sync.model.trust import Trust
from sync.protocols.matrix import posts

VOICE = {
    "msgtype": "m.audio", "body": "Voice message.ogg", "url": "mxc://x/voix",
    "info": {"mimetype": "audio/ogg", "size": 3000, "duration": 4200},
    "org.matrix.msc1767.audio": {"duration": 4200, "waveform": [0, 256, 512, 1024, 4000, -3]},
    "org.matrix.msc3245.voice": {},
}  # fmt: skip


def media(content: dict[str, Any]) -> MediaTruth | None:
    event = {"event_id": "$e", "sender": "@a:x", "type": "m.room.message", "content": content, "origin_server_ts": 5}
    post = posts.read("!r:x", event, "m.room.message", content, Trust.CLEAR, lambda _: False)
    assert isinstance(post, PostTruth)
    assert post.kind is PostKind.AUDIO
    return post.media


def test_a_voice_message_has_its_length_and_its_loudness() -> None:
    found = media(VOICE)
    assert found is not None
    assert (found.voice, found.duration, found.waveform) == (True, 4200, (0, 25, 50, 100, 100, 0))


def test_a_long_waveform_is_drawn_together_by_its_loudest_parts() -> None:
    loud = [0] * 1000
    loud[500] = 1024
    found = media({**VOICE, "org.matrix.msc1767.audio": {"waveform": loud}})
    assert found is not None
    assert len(found.waveform) == 60
    assert (found.waveform[30], sum(found.waveform)) == (100, 100)
    assert found.duration == 4200


@pytest.mark.parametrize("waveform", [None, "x", {}, [[]], [None, "1"], [True] * 3])
def test_a_waveform_that_is_none_is_left_out(waveform: object) -> None:
    found = media({**VOICE, "org.matrix.msc1767.audio": {"waveform": waveform}})
    assert found is not None
    assert all(0 <= bar <= 100 for bar in found.waveform)


def test_a_sound_that_was_not_spoken_is_a_file() -> None:
    found = media({name: value for name, value in VOICE.items() if name != "org.matrix.msc3245.voice"})
    assert found is not None
    assert (found.voice, found.waveform) == (False, ())


@pytest.mark.parametrize("url", ["https://ailleurs.example/x", "", 7, "mxc:"])
def test_an_address_elsewhere_is_no_file(url: object) -> None:
    assert media({**VOICE, "url": url}) is None
