"""Signing in, one's own account and key, and the accounts of others."""

from __future__ import annotations

from django.urls import include, path

from ruangaman.people.views import (
    account,
    invitation,
    receivers,
    second_factor,
    sign_in,
    statistics,
    users,
    vault,
)

_sign_in = [
    path("masuk/", sign_in.SignIn.as_view(), name="account_login"),
    path("masuk/dua-langkah/", sign_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("masuk/passkey/", sign_in.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("masuk/lagi/", sign_in.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("masuk/ditangguhkan/", sign_in.suspended, name="account_inactive"),
    path("keluar/", sign_in.sign_out, name="account_logout"),
    path("undangan/<str:token>/", invitation.accept, name="invitation"),
]

_account = [
    path("", account.account, name="account"),
    path("", account.account, name="mfa_index"),
    path("kata-sandi/", account.password, name="account_change_password"),
    path("keluar-semua/", account.everywhere, name="sign_out_everywhere"),
    path("dua-langkah/", second_factor.set_up, name="second_factor"),
    path("aplikasi-kode/", second_factor.ActivateTotp.as_view(), name="mfa_activate_totp"),
    path(
        "aplikasi-kode/hapus/", second_factor.DeactivateTotp.as_view(), name="mfa_deactivate_totp"
    ),
    path("passkey/", second_factor.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passkey/<int:pk>/", second_factor.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path(
        "passkey/<int:pk>/hapus/", second_factor.RemovePasskey.as_view(), name="mfa_remove_webauthn"
    ),
    path("kode-cadangan/", second_factor.ShowCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "kode-cadangan/baru/", second_factor.NewCodes.as_view(), name="mfa_generate_recovery_codes"
    ),
]

_vault = [
    path("", vault.unlock, name="vault_unlock"),
    path("tutup/", vault.lock, name="vault_lock"),
    path("baru/", vault.new, name="vault_new"),
    path("ganti/", vault.change, name="vault_change"),
    path("hilang/", vault.lost, name="vault_lost"),
    path("hilang/kunci-baru/", vault.replace, name="vault_replace"),
]

_users = [
    path("", users.users, name="list"),
    path("undang/", users.invite, name="invite"),
    path("undangan/<uuid:pk>/cabut/", users.revoke, name="revoke"),
    path("<uuid:pk>/", users.detail, name="detail"),
    path("<uuid:pk>/peran/", users.role_add, name="role_add"),
    path("<uuid:pk>/peran/<int:grant>/cabut/", users.role_remove, name="role_remove"),
    path("<uuid:pk>/tangguhkan/", users.suspend, name="suspend"),
    path("<uuid:pk>/aktifkan/", users.resume, name="resume"),
    path("<uuid:pk>/keluarkan/", users.sign_out, name="sign_out"),
]

_receivers = [
    path("", receivers.receivers, name="list"),
    path("kunci-cadangan/", receivers.recovery, name="recovery"),
    path("tim/", receivers.teams, name="teams"),
    path("kunci-statistik/", statistics.propose, name="statistics"),
    path("<uuid:pk>/", receivers.propose, name="propose"),
    path("<uuid:pk>/keluarkan/", receivers.remove, name="remove"),
    path("usulan/<uuid:pk>/", receivers.sign, name="sign"),
    path("usulan/<uuid:pk>/tolak/", receivers.refuse, name="refuse"),
]

urlpatterns = [
    path("", account.home, name="home"),
    *_sign_in,
    path("akun/", include(_account)),
    path("kunci/", include(_vault)),
    path("kunci-statistik/", statistics.half, name="statistics_half"),
    path("penerima/", include((_receivers, "receivers"))),
    path("pengguna/", include((_users, "users"))),
]
