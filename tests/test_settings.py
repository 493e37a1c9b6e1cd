"""The production profile refuses to start unready."""

import os
import subprocess
import sys

import pytest

from tests.served import ROOT

READY = {"PORTEVOIX_PRODUCTION": "1", "PORTEVOIX_SECRET_KEY": "x" * 60, "PORTEVOIX_HOSTS": "portevoix.example.org"}
PROVIDER = {
    "PORTEVOIX_OIDC_DISCOVERY_URL": "https://id.example.org:8443/api/v2/.well-known/openid-configuration",
    "PORTEVOIX_OIDC_CLIENT_ID": "x",
    "PORTEVOIX_OIDC_CLIENT_SECRET": "y",
}


def started(run="", **changed):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PORTEVOIX_")}
    wanted = {name: value for name, value in {**READY, **changed}.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {run}"],
        cwd=ROOT,
        env={**environment, **wanted, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
    )


def test_a_ready_production_starts():
    run = started()
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"PORTEVOIX_SECRET_KEY": None}, "PORTEVOIX_SECRET_KEY"),
        ({"PORTEVOIX_SECRET_KEY": "short"}, "PORTEVOIX_SECRET_KEY"),
        ({"PORTEVOIX_HOSTS": None}, "PORTEVOIX_HOSTS"),
        ({"PORTEVOIX_DEBUG": "1"}, "PORTEVOIX_DEBUG"),
        ({"PORTEVOIX_OIDC_DISCOVERY_URL": "https://id.example.org/.well-known/x"}, "PORTEVOIX_OIDC_CLIENT_SECRET"),
        ({**PROVIDER, "PORTEVOIX_OIDC_DISCOVERY_URL": "http://id.example.org/x"}, "PORTEVOIX_OIDC_DISCOVERY_URL"),
    ],
)
def test_an_unready_production_names_what_it_misses(changed, named):
    run = started(**changed)
    assert run.returncode != 0 and named in run.stderr


@pytest.mark.parametrize(
    ("changed", "allowed"), [({}, ["'self'"]), (PROVIDER, ["'self'", "https://id.example.org:8443"])]
)
def test_forms_lead_to_our_pages_and_to_the_provider_alone(changed, allowed):
    told = "from django.conf import settings; print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    assert started(told, **changed).stdout.strip() == str(allowed)


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("postgres://u:p@db/portevoix", {"options": "-c jit=off"}),
        ("postgres://u:p@db/portevoix?sslmode=require", {"sslmode": "require", "options": "-c jit=off"}),
    ],
)
def test_postgresql_compiles_no_plan_for_a_short_request_and_keeps_what_its_address_asks(address, options):
    told = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS'])"
    assert started(told, DATABASE_URL=address).stdout.strip() == str(options)
