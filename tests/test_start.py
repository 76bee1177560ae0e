"""A server that is only half configured does not start; a complete one has nothing to warn about."""

import os
import subprocess
import sys

COMPLETE = {
    "SECRET_KEY": "k9!" + "aB3-x" * 12,
    "ALLOWED_HOSTS": "kumuh.example.go.id",
    "CSRF_TRUSTED_ORIGINS": "https://kumuh.example.go.id",
    "HTTPS": "on",
}


def start(tmp_path, **environment):
    """Run `check --deploy` in a fresh process that sees nothing but `environment`."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    clean |= {"KUMUH_ENV_FILE": os.devnull, "KUMUH_VAR_DIR": str(tmp_path)} | environment
    return subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "manage.py",
            "check",
            "--deploy",
            "--fail-level",
            "WARNING",
            "--database",
            "default",
        ],
        env=clean,
        capture_output=True,
        text=True,
    )


def test_without_any_setting_the_server_names_everything_it_needs(tmp_path):
    result = start(tmp_path)
    assert result.returncode != 0
    for name in COMPLETE:
        assert name in result.stderr


def test_each_missing_setting_alone_stops_the_start(tmp_path):
    for left_out in COMPLETE:
        rest = {name: value for name, value in COMPLETE.items() if name != left_out}
        result = start(tmp_path, **rest)
        assert result.returncode != 0, left_out
        message = result.stderr.strip().splitlines()[-1]
        assert left_out in message
        assert not any(f"{name} (" in message for name in rest)


def test_a_wildcard_host_or_a_plain_http_origin_is_refused(tmp_path):
    assert start(tmp_path, **COMPLETE | {"ALLOWED_HOSTS": "*"}).returncode != 0
    assert start(tmp_path, **COMPLETE | {"CSRF_TRUSTED_ORIGINS": "http://kumuh.example.go.id"}).returncode != 0


def test_a_complete_production_start_is_silent(tmp_path):
    result = start(tmp_path, **COMPLETE)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout
