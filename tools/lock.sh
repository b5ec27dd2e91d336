#!/bin/sh
# Writes requirements/*.txt: versions pinned, with hashes, without the addresses of registries.
set -eu
cd "$(dirname "$0")/.."
uv=${UV:-uv}
compile() {
    out=$1
    shift
    "$uv" pip compile pyproject.toml "$@" --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
        --custom-compile-command "make lock" --output-file "requirements/$out"
}
compile run.txt --extra embedded --extra server
compile dev.txt --extra embedded --extra server --group dev --group bench
"$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-annotate --custom-compile-command "make lock" --group node --output-file requirements/node.txt
