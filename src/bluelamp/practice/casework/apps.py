from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "bluelamp.practice.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
