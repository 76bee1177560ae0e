"""Put typed values back into the HTML of a form page, whatever view made it.

The page is read with the standard HTML parser only to find the places; everything else stays byte for byte. Pure:
HTML and values in, HTML out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

Fields = Mapping[str, Sequence[str]]
Attributes = list[tuple[str, str | None]]

#: Controls whose value is never kept or written.
NEVER = frozenset({"csrfmiddlewaretoken", "_draf"})
BUTTONS = frozenset({"submit", "button", "image", "reset"})
UNTOUCHED = BUTTONS | {"file", "password"}
CHOICES = frozenset({"checkbox", "radio"})


@dataclass(frozen=True)
class Refilled:
    """The page with the values in it; `found` tells whether the form was there at all.

    `hidden` names values for which the page has no control (rows added to a table of rows, for example); they are
    in the form as hidden inputs, so that saving sends them too.
    """

    html: str
    found: bool
    hidden: tuple[str, ...] = ()


def refill(html: str, fields: Fields, *, key: str = "", action: str = "", page: str = "", notice: str = "") -> Refilled:
    """Fill the form with `data-draf="key"`, or else the POST form that sends to the path `action`.

    `page` is the path of the page itself (a form without action sends there). `notice` is HTML put first in the form.
    """
    for wanted in (_by_key(key), _by_action(action, page)):
        finder = _Finder(html, fields, wanted)
        if finder.inside_from is not None:
            return finder.result(notice)
    return Refilled(html, found=False)


def _by_key(key: str):  # type: ignore[no-untyped-def]  # a small predicate
    return lambda attributes: bool(key) and attributes.get("data-draf") == key


def _by_action(action: str, page: str):  # type: ignore[no-untyped-def]  # a small predicate
    def sends_there(attributes: dict[str, str | None]) -> bool:
        target = urlsplit(attributes.get("action") or page).path
        return bool(action) and (attributes.get("method") or "").lower() == "post" and target == action

    return sends_there


@dataclass
class _Edit:
    start: int
    end: int
    text: str


@dataclass
class _Queue:
    """Values of one name, handed out in page order to controls that repeat the name."""

    values: list[str] = field(default_factory=list)
    seen: bool = False

    def next(self) -> str:
        self.seen = True
        return self.values.pop(0) if self.values else ""


class _Finder(HTMLParser):
    """Finds the controls of the wanted form and notes one edit per control."""

    def __init__(self, html: str, fields: Fields, wanted) -> None:  # type: ignore[no-untyped-def]  # see refill
        super().__init__(convert_charrefs=True)
        self.html, self.fields, self.wanted = html, fields, wanted
        self.queues = {name: _Queue(list(values)) for name, values in fields.items() if name not in NEVER}
        self.edits: list[_Edit] = []
        self.inside = False
        self.inside_from: int | None = None
        self.form_id: str | None = None
        self.select: str | None = None
        self.textarea: tuple[str, int] | None = None
        self.lines = [0]
        for line in html.split("\n")[:-1]:
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        attributes = dict(attrs)
        start, end = self.here(), self.here() + len(self.get_starttag_text() or "")
        if tag == "form" and self.inside_from is None and self.wanted(attributes):
            self.inside, self.inside_from, self.form_id = True, end, attributes.get("id")
        mine = self.inside or (self.form_id is not None and attributes.get("form") == self.form_id)
        if not mine and tag != "option":
            return
        name = attributes.get("name") or ""
        if tag == "select":
            self.select = name if name in self.queues else None
            self._see(name)
        elif tag == "option" and self.select:
            self._mark(start, end, tag, attrs, "selected", attributes.get("value"), self.fields[self.select])
        elif tag == "textarea" and name in self.queues:
            self.textarea = (name, end)
        elif tag == "input":
            self._input(start, end, attrs, name, (attributes.get("type") or "text").lower())
        elif tag == "button":
            self._see(name)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea:
            name, begin = self.textarea
            self.textarea = None
            self.edits.append(_Edit(begin, self.here(), "\n" + escape(self.queues[name].next(), quote=False)))

    def _input(self, start: int, end: int, attrs: Attributes, name: str, kind: str) -> None:
        if kind in CHOICES and name not in NEVER:
            value = dict(attrs).get("value")
            self._see(name)
            self._mark(
                start, end, "input", attrs, "checked", "on" if value is None else value, self.fields.get(name, ())
            )
        elif kind in UNTOUCHED:
            self._see(name)
        elif name in self.queues:
            kept: Attributes = [(key, value) for key, value in attrs if key != "value"]
            self.edits.append(_Edit(start, end, _tag("input", [*kept, ("value", self.queues[name].next())])))

    def _mark(
        self, start: int, end: int, tag: str, attrs: Attributes, mark: str, value: str | None, chosen: Sequence[str]
    ) -> None:
        kept: Attributes = [(key, given) for key, given in attrs if key != mark]
        self.edits.append(_Edit(start, end, _tag(tag, [*kept, (mark, None)] if value in chosen else kept)))

    def _see(self, name: str) -> None:
        if name in self.queues:
            self.queues[name].seen = True

    def result(self, notice: str) -> Refilled:
        """Apply the edits from the last to the first; values without a control become hidden inputs."""
        left = {name: values for name, values in self.fields.items() if name in self.queues and any(values)}
        left = {name: values for name, values in left.items() if not self.queues[name].seen}
        hidden = "".join(
            _tag("input", [("type", "hidden"), ("name", name), ("value", value)])
            for name, values in left.items()
            for value in values
        )
        begin = self.inside_from or 0
        html = self.html
        for edit in sorted([*self.edits, _Edit(begin, begin, notice + hidden)], key=lambda edit: -edit.start):
            html = html[: edit.start] + edit.text + html[edit.end :]
        return Refilled(html, found=True, hidden=tuple(left))


def _tag(name: str, attrs: Attributes) -> str:
    written = (key if value is None else f'{key}="{escape(value)}"' for key, value in attrs)
    return f"<{' '.join([name, *written])}>"
