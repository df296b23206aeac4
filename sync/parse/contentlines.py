"""Content lines (RFC 5545 §3.1, RFC 6350 §3.3): a tree read without loss, rewritten only where it is touched.

Whatever comes in goes out octet by octet: a line keeps its raw octets, folds included, until somebody changes it. Lines that
are no content lines stay where they are. What is written anew is folded, escaped and encoded as the standards ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sync.model.faults import Unreadable
from sync.parse.charsets import decode

LARGEST = 64 * 1024 * 1024
"""Octets of one stream that are read."""
DEEPEST = 16
"""Components inside each other."""
MOST_LINES = 2_000_000

_PHYSICAL = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_FOLD = re.compile(rb"(?:\r?\n)+[ \t]")
_NAME = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+)(?=[;:])")
_PARAMETER = re.compile(r';[ \t]*([A-Za-z0-9_-]+)(?:=((?:"[^"]*"|[^",;:]*)(?:,(?:"[^"]*"|[^",;:]*))*))?')
_PIECE = re.compile(r'"([^"]*)"|([^",]*)')
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CONTROL = dict.fromkeys((*range(9), *range(11, 13), *range(14, 32), 127))
_QUOTED = re.compile(r"[,;:]")

Parameters = Mapping[str, str | Iterable[str]]


@dataclass(slots=True)
class Line:
    """One property. `name` is upper case ("": not a content line), `group` the vCard group before it, `value` unfolded and
    otherwise as it was sent. `raw` are the octets it came as, with their line end; None once it was changed."""

    name: str
    value: str
    parameters: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    group: str = ""
    raw: bytes | None = None

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter, empty where it has none."""
        return next(iter(self.parameter_values(name)), "")

    def parameter_values(self, name: str) -> tuple[str, ...]:
        """Return all values of a parameter, those of repeated ones too (`TYPE=HOME;TYPE=CELL`)."""
        return tuple(value for key, values in self.parameters if key == name for value in values)

    def set_parameter(self, name: str, *values: str) -> None:
        """Give a parameter these values, or take it away where there are none. Its place among the others stays."""
        if self.parameter_values(name) == values:
            return
        self.raw = None
        kept = [(key, old) for key, old in self.parameters if key != name]
        place = next((at for at, (key, _) in enumerate(self.parameters) if key == name), len(kept))
        self.parameters = [*kept[:place], (name, values), *kept[place:]] if values else kept

    def set_value(self, value: str) -> None:
        """Give the line another raw value."""
        if value != self.value:
            self.value, self.raw = value, None

    def octets(self) -> bytes:
        """Return the line as it is written, with its line end."""
        return self.raw if self.raw is not None else fold(_written(self))


@dataclass(slots=True)
class Component:
    """What is between BEGIN and END: lines and components in their order. Its own two lines are kept raw as well."""

    name: str
    parts: list[Line | Component] = field(default_factory=list)
    begin: bytes | None = None
    end: bytes | None = None

    @property
    def lines(self) -> Iterator[Line]:
        """The lines directly inside."""
        return (part for part in self.parts if isinstance(part, Line))

    @property
    def components(self) -> Iterator[Component]:
        """The components directly inside."""
        return (part for part in self.parts if isinstance(part, Component))

    def first(self, name: str) -> Line | None:
        """Return the first line of that name."""
        for part in self.parts:
            if isinstance(part, Line) and part.name == name:
                return part
        return None

    def every(self, *names: str) -> list[Line]:
        """Return all lines of these names, in their order."""
        return [line for line in self.lines if line.name in names]

    def inside(self, *names: str) -> list[Component]:
        """Return the components of these names directly inside, in their order."""
        return [component for component in self.components if component.name in names]

    def value(self, name: str) -> str:
        """Return the raw value of the first line of that name, empty where there is none."""
        line = self.first(name)
        return line.value if line is not None else ""

    def text(self, name: str) -> str:
        """Return the unescaped value of the first line of that name."""
        return unescape(self.value(name))

    def set(self, name: str, value: str, parameters: Parameters | None = None) -> Line:
        """Let there be exactly one line of that name. One that says so already is left alone; an existing one keeps its place,
        and the parameters that are not named in `parameters` (None: all of them)."""
        lines = self.every(name)
        if not lines:
            return self.add(name, value, parameters or {})
        self.parts = [part for part in self.parts if not any(part is extra for extra in lines[1:])]
        lines[0].set_value(value)
        for key, given in (parameters or {}).items():
            lines[0].set_parameter(key, *_values(given))
        return lines[0]

    def add(self, name: str, value: str, parameters: Parameters | None = None, group: str = "") -> Line:
        """Put a new line after the last line."""
        made = Line(name, value, [(key, _values(given)) for key, given in (parameters or {}).items()], group)
        made.parameters = [(key, values) for key, values in made.parameters if values]
        place = max((at for at, part in enumerate(self.parts, 1) if isinstance(part, Line)), default=0)
        self.parts.insert(place, made)
        return made

    def remove(self, *names: str) -> None:
        """Take every line of these names away."""
        self.parts = [part for part in self.parts if not (isinstance(part, Line) and part.name in names)]

    def drop(self, gone: Line | Component) -> None:
        """Take one line or component away."""
        self.parts = [part for part in self.parts if part is not gone]

    def copy(self) -> Component:
        """Return an independent copy that is written the same."""
        parts = [
            part.copy() if isinstance(part, Component)
            else Line(part.name, part.value, list(part.parameters), part.group, part.raw)
            for part in self.parts
        ]  # fmt: skip
        return Component(self.name, parts, self.begin, self.end)

    def octets(self) -> bytes:
        """Return the component as it is written."""
        pieces = [piece for piece in _octets(self) if piece]
        # Only the last line of a stream may come without its end; something may have been put behind it.
        return b"".join(piece if piece.endswith(b"\n") else piece + b"\r\n" for piece in pieces[:-1]) + b"".join(pieces[-1:])


def read(raw: bytes) -> Component:
    """Return the tree of a stream: a component without a name that holds what was there. `write` gives the same octets back.

    Components that are not closed end where what surrounds them ends; a stray END is kept as a line. Raises `Unreadable` with
    "stream_too_large" or "too_deep".
    """
    if len(raw) > LARGEST:
        raise Unreadable("stream_too_large")
    root = Component("", begin=b"", end=b"")
    stack = [root]
    for number, octets in enumerate(_physical(raw)):
        if number > MOST_LINES:
            raise Unreadable("stream_too_large")
        line = parse_line(octets)
        if line.name == "BEGIN" and not line.group:
            if len(stack) > DEEPEST:
                raise Unreadable("too_deep")
            opened = Component(line.value.strip().upper(), begin=octets, end=b"")
            stack[-1].parts.append(opened)
            stack.append(opened)
        elif line.name == "END" and not line.group:
            wanted = line.value.strip().upper()
            depth = next((at for at in range(len(stack) - 1, 0, -1) if stack[at].name == wanted), 0)
            if depth:
                stack[depth].end = octets
                del stack[depth:]
            else:
                stack[-1].parts.append(Line("", "", raw=octets))
        else:
            stack[-1].parts.append(line)
    return root


def write(root: Component) -> bytes:
    """Return the octets of a tree."""
    return root.octets()


def parse_line(octets: bytes) -> Line:
    """Return one logical line (folds and line end included). What is no content line has no name."""
    text = decode(_FOLD.sub(b"", octets).rstrip(b"\r\n"))
    found = _NAME.match(text.lstrip("\ufeff"))
    if found is None:
        return Line("", "", raw=octets)
    text = text.lstrip("\ufeff")
    place = found.end()
    parameters: list[tuple[str, tuple[str, ...]]] = []
    while place < len(text) and text[place] == ";":
        one = _PARAMETER.match(text, place)
        if one is None:
            return Line("", "", raw=octets)
        if one.group(2) is None:  # vCard 2.1 writes the value alone: `TEL;HOME:`
            parameters.append(("TYPE", (one.group(1),)))
        else:
            parameters.append((one.group(1).upper(), tuple(_pieces(one.group(2)))))
        place = one.end()
    if place >= len(text) or text[place] != ":":
        return Line("", "", raw=octets)
    return Line(found.group(2).upper(), text[place + 1 :], parameters, found.group(1) or "", octets)


def fold(text: str) -> bytes:
    """Return a line cut into pieces of at most 75 octets, never inside a character (RFC 5545 §3.1), with its line end."""
    octets = text.encode("utf-8", "replace")
    if len(octets) <= 75:
        return octets + b"\r\n"
    pieces, start, room = [], 0, 75
    while len(octets) - start > room:
        cut = start + room
        while octets[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(octets[start:cut])
        start, room = cut, 74
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def escape(text: str) -> str:
    """Return text as a TEXT value (RFC 5545 §3.3.11)."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def unescape(value: str) -> str:
    """Return the text of a TEXT value. A backslash before anything else is dropped, as everybody does."""
    return _ESCAPE.sub(lambda found: "\n" if found.group(1) in "nN" else found.group(1), value) if "\\" in value else value


def split(value: str, separator: str) -> list[str]:
    """Return the parts of a raw value between unescaped separators, still escaped."""
    if separator not in value:
        return [value]
    return list(_splitting(value, separator))


def texts(value: str) -> list[str]:
    """Return the texts of a list value (CATEGORIES), unescaped, without empty ones."""
    return [text for text in (unescape(part).strip() for part in split(value, ",")) if text]


def _splitting(value: str, separator: str) -> Iterator[str]:
    start, place = 0, 0
    while place < len(value):
        if value[place] == "\\":
            place += 2
            continue
        if value[place] == separator:
            yield value[start:place]
            start = place + 1
        place += 1
    yield value[start:]


def _physical(raw: bytes) -> Iterator[bytes]:
    """Yield logical lines with their octets: continuation and blank lines, and the soft line breaks of vCard 2.1."""
    held: list[bytes] = []
    soft = False
    for found in _PHYSICAL.finditer(raw):
        line = found.group()
        if held and (line[:1] in (b" ", b"\t", b"\r", b"\n") or soft):
            held.append(line)
        else:
            if held:
                yield b"".join(held)
            held = [line]
        ends = line.rstrip(b"\r\n").endswith(b"=")
        soft = ends and b"QUOTED-PRINTABLE" in held[0].partition(b":")[0].upper()
    if held:
        yield b"".join(held)


def _pieces(text: str) -> Iterator[str]:
    place = 0
    while place <= len(text):
        found = _PIECE.match(text, place)
        if found is None:
            return
        piece = found.group(1) if found.group(1) is not None else found.group(2).strip()
        yield _CARET.sub(lambda caret: _CARETS[caret.group(1)], piece) if "^" in piece else piece
        place = found.end() + 1


def _written(line: Line) -> str:
    head = f"{line.group}.{line.name}" if line.group else line.name
    for name, values in line.parameters:
        head += f";{name}={','.join(_quoted(value) for value in values)}"
    return f"{head}:{line.value.translate(_CONTROL)}".replace("\r", "").replace("\n", "\\n")


def _quoted(value: str) -> str:
    """Return a parameter's value, RFC 6868 carets for what it cannot hold, quoted where it has to be."""
    plain = value.translate(_CONTROL).replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{plain}"' if _QUOTED.search(plain) else plain


def _values(given: str | Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        return (given,) if given else ()
    return tuple(given)


def _octets(component: Component) -> Iterator[bytes]:
    yield fold(f"BEGIN:{component.name}") if component.begin is None else component.begin
    for part in component.parts:
        if isinstance(part, Line):
            yield part.octets()
        else:
            yield from _octets(part)
    yield fold(f"END:{component.name}") if component.end is None else component.end
