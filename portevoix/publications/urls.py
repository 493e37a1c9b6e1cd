"""Addresses that last."""

from django.urls import path

from portevoix.publications import views

app_name = "publications"
urlpatterns = [
    path("", views.index, name="index"),
    path("publier/<slug:slug>/v<int:number>/", views.publish, name="publish"),
    path("<slug:address>/", views.publication, name="publication"),
    path("<slug:address>/texte.pdf", views.pdf, name="pdf"),
    path("<slug:address>/texte.md", views.markdown, name="markdown"),
    path("<slug:address>/texte.docx", views.word, name="word"),
    path("<slug:address>/texte.xml", views.akoma_ntoso, name="akn"),
]
