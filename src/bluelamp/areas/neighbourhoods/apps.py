from django.apps import AppConfig


class NeighbourhoodsConfig(AppConfig):
    name = "bluelamp.areas.neighbourhoods"
    label = "neighbourhoods"
    default_auto_field = "django.db.models.BigAutoField"
