"""All addresses of the site. Each app keeps its own list; paths are Indonesian."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

#: (path prefix, urls module). Each app adds its own line when it has pages.
APP_URLS: list[tuple[str, str]] = [
    ("", "kumuh.core.urls"),
    ("", "kumuh.areas.urls"),
    ("", "kumuh.accounts.urls"),
    ("", "kumuh.reviews.urls"),
    ("", "kumuh.conditions.urls"),
    ("", "planning.cycles.urls"),
    ("", "planning.institutions.urls"),
    ("", "planning.rembuk.urls"),
    ("", "planning.methods.urls"),
    ("", "planning.proposals.urls"),
    ("", "planning.programs.urls"),
    ("", "planning.city.urls"),
    ("", "planning.documents.urls"),
    ("", "planning.desk.urls"),
    ("", "planning.public.urls"),
]

# The admin site is entered through the same sign-in as everything else: throttled and with the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # documented by allauth

urlpatterns = [
    *(path(prefix, include(module)) for prefix, module in APP_URLS),
    path("akun/email/", RedirectView.as_view(pattern_name="accounts:profile-detail")),  # instead of allauth's own page
    path("akun/", include("allauth.urls")),
    path("pengelola/", admin.site.urls),
]
