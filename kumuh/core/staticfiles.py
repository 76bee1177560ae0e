"""Browser libraries from `node_modules`, served below `vendor/` from a short allow-list."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

#: Paths below `node_modules`; the address is `{% static "vendor/<path>" %}`. Nothing else is served.
VENDOR_FILES: tuple[str, ...] = (
    "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
    "@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf",
    "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
    "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf",
    "@expo-google-fonts/noto-sans-symbols/400Regular/NotoSansSymbols_400Regular.ttf",
    "@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
    "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap/dist/css/bootstrap.min.css.map",
    "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap/dist/js/bootstrap.bundle.min.js.map",
    "bootstrap-icons/font/bootstrap-icons.min.css",
    "bootstrap-icons/font/fonts/bootstrap-icons.woff",
    "bootstrap-icons/font/fonts/bootstrap-icons.woff2",
    "htmx.org/dist/htmx.min.js",
    "htmx.org/dist/htmx.min.js.map",
    "leaflet/dist/leaflet.css",
    "leaflet/dist/leaflet.js",
    "leaflet/dist/leaflet.js.map",
    "leaflet/dist/images/layers.png",
    "leaflet/dist/images/layers-2x.png",
    "leaflet/dist/images/marker-icon.png",
    "leaflet/dist/images/marker-icon-2x.png",
    "leaflet/dist/images/marker-shadow.png",
    "leaflet-draw/dist/leaflet.draw.css",
    "leaflet-draw/dist/leaflet.draw.js",
    "leaflet-draw/dist/images/spritesheet.png",
    "leaflet-draw/dist/images/spritesheet.svg",
    "leaflet-draw/dist/images/spritesheet-2x.png",
)
PREFIX = "vendor"


class VendorFinder(BaseFinder):
    """Finds the allow-listed library files; any other path below `vendor/` does not exist."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.NODE_MODULES)
        self.storage.prefix = PREFIX  # type: ignore[attr-defined]  # read by collectstatic
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        inner = path.removeprefix(f"{PREFIX}/")
        known = inner != path and inner in VENDOR_FILES and self.storage.exists(inner)
        found = [self.storage.path(inner)] if known else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Any) -> Iterable[tuple[str, FileSystemStorage]]:
        for inner in VENDOR_FILES:
            yield inner, self.storage
