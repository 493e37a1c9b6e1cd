"""Addresses of texts, their versions, their amendments and their examination."""

from django.urls import path

from portevoix.texts.views import amending, coordinating, deliberating, drafting, examining, importing, mending, reading

app_name = "texts"
_one = "<slug:slug>/v<int:number>/amendements/<int:amendment>/"
urlpatterns = [
    path("", reading.index, name="index"),
    path("nouveau/", drafting.new, name="new"),
    path("nouveau/importer/", drafting.create_from_file, name="import"),
    path("<slug:slug>/", reading.text, name="text"),
    path("<slug:slug>/avant-texte/", drafting.draft, name="draft"),
    path("<slug:slug>/avant-texte/agencer/", drafting.arrange, name="arrange"),
    path("<slug:slug>/avant-texte/<str:unit>/", drafting.write, name="write"),
    path("<slug:slug>/avant-texte/<str:unit>/supprimer/", drafting.remove, name="remove"),
    path("<slug:slug>/figer/", drafting.freeze, name="freeze"),
    path("<slug:slug>/appuyer/<str:unit>/", drafting.attach, name="attach"),
    path("<slug:slug>/v<int:number>/", reading.version, name="version"),
    path("<slug:slug>/v<int:number>/texte.<str:form>", reading.download, name="download"),
    path("<slug:slug>/v<int:number>/amendements/", amending.listing, name="amendments"),
    path("<slug:slug>/v<int:number>/amendements/importer/", importing.choose, name="import_amendments"),
    path("<slug:slug>/v<int:number>/amendements/importer/exemple.csv", importing.sample, name="sample_set"),
    path("<slug:slug>/v<int:number>/amendements/importer/<int:staged>/", importing.confirm, name="amendment_set"),
    path("<slug:slug>/v<int:number>/amender/<str:unit>/", amending.file, name="amend"),
    path("<slug:slug>/v<int:number>/amender/<str:unit>/lecture/", amending.preview, name="preview"),
    path("<slug:slug>/v<int:number>/coordonner/<str:unit>/", coordinating.coordinate, name="coordinate"),
    path("<slug:slug>/v<int:number>/coordonner/<str:unit>/lecture/", coordinating.preview, name="coordinate_preview"),
    path(_one, amending.amendment, name="amendment"),
    path(f"{_one}avis/", amending.opinion, name="opinion"),
    path(f"{_one}rectifier/", mending.mend, name="mend"),
    path(f"{_one}rectifier/lecture/", mending.preview, name="mend_preview"),
    path(f"{_one}retirer/", amending.withdraw, name="withdraw"),
    path(f"{_one}reprendre/", amending.take_over, name="take_over"),
    path(f"{_one}recevabilite/", amending.admissibility, name="admissibility"),
    path(f"{_one}examiner/", examining.examine_one, name="examine_one"),
    path("<slug:slug>/examen/", examining.examination, name="examination"),
    path("<slug:slug>/examen/ouvrir/", examining.open_examination, name="open_examination"),
    path("<slug:slug>/examen/clore/", examining.consolidate, name="close_examination"),
    path("<slug:slug>/examen/seconde-deliberation/", deliberating.ask, name="second_deliberation"),
    path("<slug:slug>/examen/vote/", examining.whole_vote, name="whole_vote"),
]
