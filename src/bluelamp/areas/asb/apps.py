from django.apps import AppConfig


class AsbConfig(AppConfig):
    name = "bluelamp.areas.asb"
    label = "asb"
    default_auto_field = "django.db.models.BigAutoField"
