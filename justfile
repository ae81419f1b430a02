# Lists the recipes.
default:
    @just --list

# Builds for work on the code.
build:
    cargo build

# Runs a command: just run list --disputed
run *words:
    cargo run --quiet -- {{words}}

# Loads a real news story into gainsay-demo.db.
demo:
    cargo run --release -- demo

# Opens the page on the demo's book.
page:
    cargo run --quiet -- serve --db gainsay-demo.db --open

# Runs the unit tests, or those of one folder: just unit text::
unit *filter:
    cargo test --lib {{filter}}

# Runs every test; with --full, the long ones too.
test *flags:
    tests/run {{flags}}

# Writes what the commands print into the guide.
transcripts:
    UPDATE=1 cargo test --test it transcript_

# Formats the code.
format:
    cargo fmt

# Checks formatting and lints.
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings

# Checks licences, sources and duplicates of the dependencies.
deny:
    cargo deny --locked check bans licenses sources

# Checks everything that CI checks.
ci:
    .ci/run

# Measures gainsay beside its peers: just bench --quick
bench *flags:
    tests/bench {{flags}}

# Builds the Debian package and tries it.
package:
    tests/package
