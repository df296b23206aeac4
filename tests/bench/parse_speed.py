"""Measure parsing: header blocks and whole messages of about 22 KB per second of one core.

    python tests/bench/parse_speed.py

Goals: headers 20,000/s, summaries 6,000/s. Prints; judges nothing.
"""

from __future__ import annotations

import base64
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sync.parse import mail

_SENTENCE = "La réunion du comité de pilotage est reportée à jeudi, merci de confirmer votre présence. "

_HEADER = """Return-Path: <jean.dupont.{n}@prefecture.example>\r
Received: from mx{n}.example (mx{n}.example [192.0.2.7])\r
\tby imap.example (Postfix) with ESMTPS id 4F2B{n}\r
\tfor <alice@mairie.example>; Mon, 3 Jun 2024 10:22:{s:02d} +0200 (CEST)\r
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=prefecture.example;\r
\ts=2024; t=1717402930; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\r
\th=From:To:Subject:Date:Message-ID;\r
From: =?UTF-8?Q?Jean_Dupont_=C3=A9lu?= <jean.dupont.{n}@prefecture.example>\r
To: Alice Martin <alice@mairie.example>, "Service, Urbanisme" <urba@mairie.example>\r
Cc: archives@mairie.example\r
Subject: =?UTF-8?B?UsOpdW5pb24gZHUgY29taXTDqSBkZSBwaWxvdGFnZQ==?= {n}\r
Date: Mon, 3 Jun 2024 10:22:{s:02d} +0200\r
Message-ID: <{n}.abcdef@prefecture.example>\r
In-Reply-To: <{n}.parent@mairie.example>\r
References: <{n}.root@mairie.example> <{n}.parent@mairie.example>\r
MIME-Version: 1.0\r
X-Spam-Status: No, score=-1.9\r
Content-Type: multipart/mixed; boundary="=_{n}_sep"\r
\r
"""


def messages(count: int) -> list[bytes]:
    """Return messages of about 22 KB: text, HTML and a PDF."""
    made = []
    for n in range(count):
        text = "\r\n".join(_SENTENCE + str(n) for _ in range(18))
        html = "".join(f"<p style='color:#333'>{_SENTENCE}<b>{n}</b></p>\r\n" for _ in range(18))
        attachment = base64.encodebytes(bytes((n + i * 7) & 255 for i in range(12_000))).decode()
        body = (
            f'--=_{n}_sep\r\nContent-Type: multipart/alternative; boundary="=_{n}_alt"\r\n\r\n'
            f"--=_{n}_alt\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
            f"--=_{n}_alt\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{html}\r\n"
            f'--=_{n}_alt--\r\n--=_{n}_sep\r\nContent-Type: application/pdf; name="PV {n}.pdf"\r\n'
            f'Content-Disposition: attachment; filename="PV {n}.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
            f"{attachment}\r\n--=_{n}_sep--\r\n"
        )
        made.append((_HEADER.format(n=n, s=n % 60) + body).encode())
    return made


def rate(function: Callable[[bytes], object], inputs: Sequence[bytes]) -> float:
    """Return how many of `inputs` are done in a second of CPU time."""
    start = time.process_time()
    for one in inputs:
        function(one)
    return len(inputs) / (time.process_time() - start)


def main() -> None:
    """Print the rates."""
    raw = messages(1500)
    blocks = [one[: one.index(b"\r\n\r\n") + 4] for one in raw]
    html_only = [one.replace(b"Content-Type: text/plain", b"Content-Type: text/x-notes") for one in raw]
    print(f"mean size {sum(map(len, raw)) / len(raw) / 1024:.1f} KB")
    for name, function, inputs in (
        ("headers", mail.headers, blocks * 10),
        ("summary", mail.summary, raw * 3),
        ("summary, HTML only", mail.summary, html_only * 3),
        ("content", mail.content, raw),
    ):
        print(f"{name:20} {rate(function, inputs):>10,.0f}/s")


if __name__ == "__main__":
    main()
