"""Addresses of one's account; the names without a prefix are those that django-allauth knows."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from portevoix.site.accounts import invitations, provider, second_factor, views
from portevoix.site.accounts.proof import sensitive

ours = [
    path("", views.account, name="account"),
    path("bienvenue/", views.welcome, name="welcome"),
    path("connexion/lien/<str:token>/", views.by_link, name="link"),
    path("confirmer/courriel/", views.prove, name="prove"),
    path("adresse/", views.address, name="address"),
    path("adresse/confirmer/<str:token>/", views.confirm_address, name="confirm_address"),
    path("sessions/fermer/", views.close_sessions, name="close_sessions"),
    path("fournisseur/<int:pk>/delier/", views.unlink, name="unlink"),
    path("rendre-acces/", views.restore, name="restore"),
    path("invitations/", invitations.listing, name="invitations"),
    path("invitations/inviter/", invitations.invite, name="invite"),
    path("invitations/<int:pk>/", invitations.change, name="change_invitation"),
    path("invitation/<str:secret>/", invitations.accept, name="invitation"),
]
urlpatterns = [
    path("", include((ours, "accounts"))),
    path("connexion/", views.SignIn.as_view(), name="account_login"),
    path("connexion/courriel/", allauth.request_login_code, name="account_request_login_code"),
    path("connexion/code/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("connexion/cle/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("connexion/second-facteur/", mfa.authenticate, name="mfa_authenticate"),
    path("connexion/fournisseur/", provider.sign_in, name="openid_connect_login"),
    path("connexion/fournisseur/retour/", provider.come_back, name="openid_connect_callback"),
    path("deconnexion/", allauth.logout, name="account_logout"),
    path("inactif/", allauth.account_inactive, name="account_inactive"),
    path("inscription/", allauth.signup, name="account_signup"),
    path("confirmer/", allauth.reauthenticate, name="account_reauthenticate"),
    path("confirmer/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("confirmer/cle/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("mot-de-passe/", allauth.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", sensitive(allauth.password_set), name="account_set_password"),
    path("mot-de-passe/oublie/", allauth.password_reset, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^mot-de-passe/oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("mot-de-passe/change/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("securite/", views.to_account, name="mfa_index"),
    path("cles/ajouter/", sensitive(second_factor.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("cles/<int:pk>/renommer/", sensitive(second_factor.RenamePasskey.as_view()), name="mfa_edit_webauthn"),
    path("cles/<int:pk>/retirer/", sensitive(second_factor.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("application/activer/", sensitive(totp.activate_totp), name="mfa_activate_totp"),
    path("application/desactiver/", sensitive(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes-de-secours/", sensitive(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes-de-secours/renouveler/", sensitive(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("codes-de-secours/telecharger/", sensitive(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
