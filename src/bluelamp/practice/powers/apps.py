from django.apps import AppConfig


class PowersConfig(AppConfig):
    name = "bluelamp.practice.powers"
    label = "powers"
    default_auto_field = "django.db.models.BigAutoField"
