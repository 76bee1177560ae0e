"""Pages without domain: the style gallery."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kumuh.core.gallery import gallery_context
from kumuh.core.rights import PUBLIC, page


@page(PUBLIC)
def style_gallery(request: HttpRequest) -> HttpResponse:
    """All shared page components with example data; exists only while developing or in demo mode."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "core/style_gallery.html", gallery_context())
