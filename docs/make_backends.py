"""Write docs/backends.md, backends by service and evidence, out of the manifests; `--check` says whether it is fresh."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sync.model.accounts import Service  # noqa: E402
from sync.providers.manifest import Claim, Evidence, Manifest, shipped  # noqa: E402

TARGET = ROOT / "docs" / "backends.md"
SHOWN = {
    Evidence.REAL_SERVER: "**real server**",
    Evidence.CONTRACT: "contract",
    Evidence.STANDARD: "standard",
    Evidence.LINK_ONLY: "link",
}
HEAD = """\
# Backends

Written by `./run lock` (docs/make_backends.py) from the manifests in `sync/providers/`; checked by `./run check`.

- **real server**: tested against the backend's own software, or the software that it is made of.
- contract: tested against a simulator written from published facts, which refuses everything that they do not contain.
- standard: reached by an open standard that is tested against other software.
- link: not reached; the person is led to the web page. Why is said below.

Claims are declared by whoever is named, on that date; "?" is what was looked for and not found. None was tried against an
account at the publisher's.
"""


def pages() -> Iterator[str]:
    """Yield the lines."""
    known = [one for one in shipped().values() if one.shown]
    services = [service for service in Service if any(service in one.services() for one in known)]
    yield HEAD
    yield "| Backend | " + " | ".join(services) + " |"
    yield "|---|" + "---|" * len(services)
    for one in known:
        found = one.services()
        cells = (SHOWN[found[service]] if service in found else "" for service in services)
        yield f"| [{one.label}](#{one.id}) | " + " | ".join(cells) + " |"
    for one in known:
        yield from _backend(one)


def _backend(one: Manifest) -> Iterator[str]:
    yield f'\n## <a id="{one.id}"></a>{one.label}\n'
    if one.publisher or one.page:
        yield f"{one.publisher or 'Page'}: <{one.page}>\n" if one.page else f"{one.publisher}\n"
    for endpoint in one.endpoints:
        where = endpoint.host or "host asked or discovered"
        way = f"`{endpoint.protocol}`, {where}, port {endpoint.port}, {endpoint.security}"
        yield f"- {endpoint.service}: {way} ({SHOWN[endpoint.evidence]})"
    for link in one.links:
        yield f"- {', '.join(link.services)}: link only, {link.reason.replace('_', ' ')}"
    if one.budget is not None:
        source = one.budget.source or "our choice"
        yield f"- At most {one.budget.requests_per_hour} requests an hour, {one.budget.at_once} at once ({source})"
    yield from (_claim(claim) for claim in one.claims)


def _claim(claim: Claim) -> str:
    value = f" `{claim.value}`" if claim.value else ""
    said = claim.says or "?"
    return f"- {claim.subject}{value}: {said} — {claim.source}, {claim.date}"


def main() -> int:
    """Write or check."""
    text = "\n".join(pages()) + "\n"
    if "--check" in sys.argv[1:]:
        if TARGET.exists() and TARGET.read_text("utf-8") == text:
            return 0
        print("docs/backends.md is not what the manifests say: python docs/make_backends.py", file=sys.stderr)
        return 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
