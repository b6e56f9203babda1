"""Addresses under ``/casework/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from bluelamp.practice.casework import views

app_name = "casework"
urlpatterns: list[URLPattern] = [
    path("", views.cases.mine, name="mine"),
    path("lists/<slug:key>/", views.lists.show, name="list"),
    path("lists/<slug:key>/save", views.lists.save, name="save-search"),
    path("lists/<slug:key>/many", views.bulk.prepare, name="bulk"),
    path("searches/<int:number>/", views.lists.search, name="search"),
    path("searches/<int:number>/let-go", views.lists.let_go, name="let-go"),
    path("done/<int:number>/", views.bulk.done, name="done"),
    path("done/<int:number>/undo", views.bulk.undo, name="undo"),
    path("hand-over", views.assignments.hand_over, name="hand-over"),
    path("places/", views.assignments.by_place, name="places"),
    path("places/<int:number>/end", views.assignments.by_place_no_longer, name="place-end"),
    path("<slug:ref>/", views.cases.case, name="case"),
    path("<slug:ref>/timeline", views.cases.timeline, name="timeline"),
    path("<slug:ref>/notes", views.notes.write, name="notes"),
    path("<slug:ref>/notes/<int:number>", views.notes.correct, name="note"),
    path("<slug:ref>/notes/<int:number>/add", views.notes.add_to, name="note-add"),
    path("<slug:ref>/files", views.files.add, name="files"),
    path("<slug:ref>/files/<int:number>", views.files.download, name="file"),
    path("<slug:ref>/assign", views.assignments.assign, name="assign"),
    path("<slug:ref>/take", views.assignments.take, name="take"),
    path("<slug:ref>/unassign", views.assignments.unassign, name="unassign"),
    path("<slug:ref>/follow", views.following.follow, name="follow"),
    path("<slug:ref>/unfollow", views.following.unfollow, name="unfollow"),
    path("<slug:ref>/link", views.links.link, name="link"),
    path("<slug:ref>/links/<int:number>/end", views.links.unlink, name="unlink"),
    path("<slug:ref>/merge", views.links.merge, name="merge"),
    path("<slug:ref>/merges/<int:number>/undo", views.links.unmerge, name="unmerge"),
    path("<slug:ref>/print", views.printing.prepare, name="print"),
]
