from django.apps import AppConfig


class HateCrimeConfig(AppConfig):
    name = "bluelamp.areas.hate_crime"
    label = "hate_crime"
    default_auto_field = "django.db.models.BigAutoField"
