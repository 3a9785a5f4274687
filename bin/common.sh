# Read by the scripts beside it: the project's root, plain messages, Debian packages.

cd "$(dirname "$0")/.."
root=$(pwd -P)
venv=$root/.venv

say() { printf '%s\n' "$*"; }

stop() {
    printf '%s: %s\n' "$0" "$*" >&2
    exit 1
}

# quietly COMMAND...: its output is shown only when it fails.
quietly() {
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
    else
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# install_packages PACKAGE...: from Debian when we may, else stop with the command that does.
install_packages() {
    command -v apt-get >/dev/null || stop "this machine lacks: $*"
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root=sudo
    else
        stop "Debian packages are missing. This installs them:  sudo apt-get install $*"
    fi
    say "Installing Debian packages: $*"
    quietly $as_root apt-get -q -o DPkg::Lock::Timeout=300 update ||
        say "The list of Debian packages could not be renewed; trying with the old one." >&2
    quietly $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends "$@" || stop "Debian packages could not be installed: $*"
}

# has_browser: whether tests and pictures have one; the build without windows is twice as quick.
has_browser() {
    command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null
}
