"""One's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kumuh.accounts import queries, services
from kumuh.accounts.forms import ProfileForm
from kumuh.accounts.models import PersonRequest, User
from kumuh.core.forms import refusals_on
from kumuh.core.rights import SIGNED_IN, page


@page(SIGNED_IN)
def profile_detail(request: PersonRequest) -> HttpResponse:
    own = User.objects.get(pk=request.user.pk)  # the form must not change the name in the header before it is saved
    form = ProfileForm(request.POST or None, instance=own)
    if form.is_valid():
        with refusals_on(form):
            services.update_profile(user=own, **form.cleaned_data)
            messages.success(request, "Profil disimpan.")
            return redirect("accounts:profile-detail")
    context = {
        "form": form,
        "assignments": request.user.assignments_today,
        "drafts": queries.unsent_drafts(request.user),
        "has_second_factor": queries.has_second_factor(request.user),
    }
    return render(request, "accounts/profile_detail.html", context)


@page(SIGNED_IN)
@require_POST
def session_end_all(request: PersonRequest) -> HttpResponse:
    services.end_all_sessions(user=request.user)
    logout(request)
    messages.success(request, "Anda sudah keluar dari semua HP dan komputer.")
    return redirect("account_login")
