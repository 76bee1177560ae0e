"""Reading pages and sending forms back, as a browser would."""

import html
import re

from django.urls import reverse


def url(name, world, *args):
    return reverse(f"proposals:{name}", args=[world.cycle.pk, *args])


def text_of(response):
    page = re.sub(r"<(script|style|template)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def opened(client, address):
    """What the browser would send back unchanged from the page: every field with its present value."""
    page = client.get(address)
    assert page.status_code == 200
    context, sent = page.context, {}
    for name in ("form", "version", "sources", "formset"):
        found = context.get(name)
        for form in [*getattr(found, "forms", []), getattr(found, "management_form", None), found]:
            if form is None or not hasattr(form, "fields"):
                continue
            for field in form:
                value = field.value()
                sent[field.html_name] = value if isinstance(value, list) else "" if value is None else value
    return {
        name: [getattr(part, "pk", part) for part in value] if isinstance(value, list) else value
        for name, value in sent.items()
    }


def keys_of(value):
    return [getattr(part, "pk", part) for part in value] if isinstance(value, list) else value
