from django.apps import AppConfig


class CaseReviewsConfig(AppConfig):
    name = "bluelamp.areas.asb.case_reviews"
    label = "case_reviews"
    default_auto_field = "django.db.models.BigAutoField"
