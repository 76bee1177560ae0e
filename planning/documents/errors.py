"""Refusals of printing and signing, as sentences for people."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class PrintRefused(ValidationError):
    """The document cannot be printed in the state asked for."""


class SignatureRefused(ValidationError):
    """The scan or the signature cannot be accepted."""
