from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    name = "bluelamp.areas.satisfaction"
    label = "satisfaction"
    default_auto_field = "django.db.models.BigAutoField"
