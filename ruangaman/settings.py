"""Settings, all from the environment; ``docs/settings.md`` says what each one means.

``RUANGAMAN_SURFACE`` chooses what this process is: ``public`` (no login, no cookie),
``staff`` (sign-in) or ``all`` (commands and tests).
"""

from __future__ import annotations

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from ruangaman.core.logs import LOGGING  # noqa: F401
from ruangaman.core.static_headers import static_headers
from ruangaman.environment import (
    database,
    env,
    env_bool,
    env_list,
    env_number,
    mail_address,
    outside_address,
    password,
    smtp_security,
)

BASE_DIR = Path(__file__).resolve().parent.parent


def secret(name: str) -> bytes:
    """Return 32 secret bytes: given as hexadecimal, or made once in ``RUANGAMAN_HOME/secrets``."""
    given = env(name, "")
    path = HOME / "secrets" / name.lower()
    if not given and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32), encoding="ascii")
        if not path.exists():
            draft.rename(path)
        else:
            draft.unlink()
    try:
        value = bytes.fromhex(given or path.read_text(encoding="ascii").strip())
    except ValueError as fault:
        raise ImproperlyConfigured(f"{name}: 64 hexadecimal digits are needed") from fault
    if len(value) != 32:
        raise ImproperlyConfigured(f"{name}: 64 hexadecimal digits are needed")
    return value


SURFACE = env("RUANGAMAN_SURFACE", "all")
if SURFACE not in {"public", "staff", "all"}:
    raise ImproperlyConfigured("RUANGAMAN_SURFACE: public, staff or all")
HOME = Path(env("RUANGAMAN_HOME", str(BASE_DIR / "var"))).resolve()
HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
EPHEMERAL_HOME = Path(env("RUANGAMAN_EPHEMERAL_HOME", str(HOME / "ephemeral")))
FILES_HOME = Path(env("RUANGAMAN_FILES_HOME", str(HOME / "files"))).resolve()
FILES_KEEP_FREE_MB = env_number("RUANGAMAN_FILES_KEEP_FREE_MB", default=1000, least=0)
SHRED_HOME = Path(env("RUANGAMAN_SHRED_HOME", str(HOME / "shred")))
SHRED_COPIES = env("RUANGAMAN_SHRED_COPIES", "")
PACKS_DIR = Path(env("RUANGAMAN_PACKS", str(BASE_DIR / "packs")))
DEMO_MARK = HOME / "demo"

SECRET_KEY = secret("RUANGAMAN_SECRET_KEY").hex()
SEAL_SECRET = secret("RUANGAMAN_SEAL_SECRET")
AUDIT_KEY = b"" if SURFACE == "public" else secret("RUANGAMAN_AUDIT_KEY")
CERTIFICATE_KEY = b"" if SURFACE == "public" else secret("RUANGAMAN_CERTIFICATE_KEY")
METRICS_TOKEN = "" if SURFACE == "public" else env("RUANGAMAN_METRICS_TOKEN", "")
if 0 < len(METRICS_TOKEN) < 32:
    raise ImproperlyConfigured("RUANGAMAN_METRICS_TOKEN: at least 32 characters are needed")
AUDIT_EXPORTS = Path(env("RUANGAMAN_AUDIT_EXPORTS", str(HOME / "audit")))
MANIFEST_HOME = Path(env("RUANGAMAN_MANIFEST_HOME", str(HOME / "manifest")))
MANIFEST_ROOT = env("RUANGAMAN_MANIFEST_ROOT", "")

DEBUG = False
HTTPS = env_bool("RUANGAMAN_HTTPS", default=False)
PUBLIC_HOSTS = env_list("RUANGAMAN_PUBLIC_HOSTS", "127.0.0.1,localhost,[::1]")
STAFF_HOSTS = env_list("RUANGAMAN_STAFF_HOSTS", "127.0.0.1,localhost,[::1]")
ALLOWED_HOSTS = {
    "public": PUBLIC_HOSTS,
    "staff": STAFF_HOSTS,
    "all": [*PUBLIC_HOSTS, *STAFF_HOSTS, "testserver"],
}[SURFACE]
PUBLIC_ADDRESS = env("RUANGAMAN_PUBLIC_ADDRESS", "http://127.0.0.1:8000")
STAFF_ADDRESS = env("RUANGAMAN_STAFF_ADDRESS", "http://127.0.0.1:8001")
EXIT_URL = env("RUANGAMAN_EXIT_URL", "https://www.bmkg.go.id/")
TRUSTED_PROXIES = env_number("RUANGAMAN_TRUSTED_PROXIES", default=0, least=0)
IDLE_LOCK_MINUTES = env_number("RUANGAMAN_IDLE_LOCK_MINUTES", default=10)
SESSION_IDLE_MINUTES = env_number("RUANGAMAN_SESSION_IDLE_MINUTES", default=60)

SMTP_HOST = env("RUANGAMAN_SMTP_HOST", "")
SMTP_PORT = env_number("RUANGAMAN_SMTP_PORT", default=587)
SMTP_SECURITY = smtp_security("RUANGAMAN_SMTP_SECURITY", SMTP_HOST)
SMTP_USER = env("RUANGAMAN_SMTP_USER", "")
SMTP_PASSWORD = password("RUANGAMAN_SMTP_PASSWORD")
NOTICE_SENDER = mail_address("RUANGAMAN_NOTICE_SENDER")
NOTICE_SENDER_NAME = env("RUANGAMAN_NOTICE_SENDER_NAME", "Layanan Informasi")
NOTICE_BOUNCES = mail_address("RUANGAMAN_NOTICE_BOUNCES")
if SMTP_HOST and not NOTICE_SENDER:
    raise ImproperlyConfigured("RUANGAMAN_NOTICE_SENDER: needed with RUANGAMAN_SMTP_HOST")
SMS_URL = outside_address("RUANGAMAN_SMS_URL")
SMS_TOKEN = password("RUANGAMAN_SMS_TOKEN")
WHATSAPP_URL = outside_address("RUANGAMAN_WHATSAPP_URL")
WHATSAPP_TOKEN = password("RUANGAMAN_WHATSAPP_TOKEN")

_SHARED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "csp",
    "ruangaman.core",
    "ruangaman.people",
    "ruangaman.duty",
    "ruangaman.network",
    "ruangaman.directory",
    "ruangaman.reporting",
    "ruangaman.training",
    "ruangaman.policy",
    "ruangaman.surveys",
    "ruangaman.oversight",
]
_STAFF_APPS = [
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "ruangaman.incidents",
    "ruangaman.casework",
    "ruangaman.api",
]
INSTALLED_APPS = _SHARED_APPS + ([] if SURFACE == "public" else _STAFF_APPS)
if SURFACE == "all":
    INSTALLED_APPS += ["ruangaman.ops"]

_OUTER = [
    "ruangaman.core.middleware.faults.FaultPages",
    "ruangaman.core.middleware.sender.SenderAddress",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ruangaman.core.middleware.headers.PrivateHeaders",
    "csp.middleware.CSPMiddleware",
    "ruangaman.core.middleware.uploads.Uploads",
]
PUBLIC_MIDDLEWARE = [
    *_OUTER,
    "django.middleware.gzip.GZipMiddleware",
    "ruangaman.core.middleware.fetch_site.SameSitePosts",
    "ruangaman.core.middleware.bodies.WholeBodies",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
]
STAFF_MIDDLEWARE = [
    *_OUTER,
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ruangaman.people.middleware.SecondFactor",
    "ruangaman.people.middleware.UnlockedVault",
]
MIDDLEWARE = PUBLIC_MIDDLEWARE if SURFACE == "public" else STAFF_MIDDLEWARE
ROOT_URLCONF = "ruangaman.urls_public" if SURFACE == "public" else "ruangaman.urls_staff"

_CONTEXT = ["django.template.context_processors.i18n", "ruangaman.core.context.page"]
_STAFF_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "ruangaman.people.context.desk",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "ruangaman" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": _CONTEXT + ([] if SURFACE == "public" else _STAFF_CONTEXT)
        },
    }
]

_DATABASE_URL = env("DATABASE_URL", f"sqlite:///{HOME / 'ruangaman.sqlite3'}")
if SURFACE == "public":
    _DATABASE_URL = env("DATABASE_URL_PUBLIC", _DATABASE_URL)
elif SURFACE == "staff":
    _DATABASE_URL = env("DATABASE_URL_STAFF", _DATABASE_URL)
DATABASES = {"default": database(_DATABASE_URL, HOME)}
BACKUP_ACCOUNT = database(env("DATABASE_URL_BACKUP", _DATABASE_URL), HOME)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
if SURFACE != "public":
    AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": "ruangaman.people.passwords.OwnWords"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

SESSION_ENGINE = "ruangaman.people.sessions"
_HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}sesi"
VAULT_COOKIE_NAME = f"{_HOST_ONLY}kunci"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = f"{_HOST_ONLY}csrf"
CSRF_FAILURE_VIEW = "ruangaman.core.views.csrf_failure"
LANGUAGE_COOKIE_NAME = "unused"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "ruangaman.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "5/5m/key"}
MFA_ADAPTER = "ruangaman.people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Ruang Aman"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "ruangaman" / "locale"]
USE_TZ = True
TIME_ZONE = env("RUANGAMAN_TIME_ZONE", "Asia/Makassar")
USE_THOUSAND_SEPARATOR = True

WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = static_headers
STATICFILES_DIRS = [path for path in [BASE_DIR / "ruangaman" / "static"] if path.exists()]
STATIC_URL, STATIC_ROOT = "static/", BASE_DIR / "build" / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "files": {"BACKEND": "ruangaman.core.storage.DurableStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        **({} if SURFACE == "public" else {"img-src": ["'self'"]}),
    }
}
SECURE_REFERRER_POLICY = "no-referrer" if SURFACE == "public" else "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
