"""Addresses under ``/promises/``."""

from __future__ import annotations

from django.urls import path

from bluelamp.practice.promises.views import cards, lists, records, reviews, victims

app_name = "promises"
urlpatterns = [
    path("", lists.ledger, name="ledger"),
    path("reviews", reviews.waiting, name="reviews"),
    path("reviews/done/<int:number>/", reviews.done, name="reviewed"),
    path("reviews/done/<int:number>/undo", reviews.undo, name="reviews-undo"),
    path("standards", lists.standards, name="standards"),
    path("samples/<int:number>/", lists.sample, name="sample"),
    path("samples/<int:number>/<int:position>", lists.finding, name="finding"),
    path("<slug:ref>/", records.record, name="record"),
    path("<slug:ref>/make", records.make, name="make"),
    path("<slug:ref>/<int:number>/keep", records.keep, name="keep"),
    path("<slug:ref>/<int:number>/pause", records.pause, name="pause"),
    path("<slug:ref>/<int:number>/resume", records.resume, name="resume"),
    path("<slug:ref>/<int:number>/cancel", records.cancel, name="cancel"),
    path("<slug:ref>/attempt", records.attempt, name="attempt"),
    path("<slug:ref>/contact", records.contact, name="contact"),
    path("<slug:ref>/contact/end", records.end_contact, name="contact-end"),
    path("<slug:ref>/card", cards.issue, name="issue"),
    path("<slug:ref>/cards/<int:number>", cards.card, name="card"),
    path("<slug:ref>/cards/<int:number>/pdf", cards.pdf, name="card-pdf"),
    path("<slug:ref>/reviews/<int:number>", records.review, name="review"),
    path("<slug:ref>/tasks/<int:number>", records.settle, name="settle"),
    path("<slug:ref>/plan", victims.plan, name="plan"),
    path("<slug:ref>/plan/write", victims.write, name="plan-write"),
    path("<slug:ref>/plan/sign", victims.sign, name="plan-sign"),
    path("<slug:ref>/plan/end", victims.end, name="plan-end"),
    path("<slug:ref>/plan/actions", victims.add_action, name="plan-action"),
    path("<slug:ref>/plan/actions/<int:number>", victims.end_action, name="plan-action-end"),
    path("<slug:ref>/plan/measures", victims.protect, name="plan-measure"),
    path("<slug:ref>/plan/measures/<int:number>/end", victims.unprotect, name="plan-measure-end"),
]
