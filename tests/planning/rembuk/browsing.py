"""What a browser would send for the form it was shown."""

import re
from html import unescape


def typed(page, **changes):
    """What a browser would send for the form of `page`, with `changes`."""
    html = page.content.decode().split('id="isian"', 1)[1].split("</form>", 1)[0]
    html = re.sub(r"<template.*?</template>", "", html, flags=re.S)
    sent = {}
    for tag in re.findall(r"<input[^>]*>", html):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind, name = attributes.get("type", "text"), attributes.get("name")
        if not name or kind == "file" or (kind in ("checkbox", "radio") and " checked" not in tag):
            continue
        sent.setdefault(name, []).append(unescape(attributes.get("value", "on" if kind == "checkbox" else "")))
    for name, body in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', html, re.S):
        sent[name] = [unescape(body).removeprefix("\r\n").removeprefix("\n")]
    for name, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.findall(r'<option value="([^"]*)" selected', body)
        sent[name] = chosen or re.findall(r'<option value="([^"]*)"', body)[:1]
    return sent | {name: value if isinstance(value, list) else [value] for name, value in changes.items()}
