"""WSGI entry: `granian --interface wsgi kumuh.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kumuh.settings")

application = get_wsgi_application()
