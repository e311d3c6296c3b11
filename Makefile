# The two first commands: `make demo` and `make test`. Both set up .venv by themselves, once.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo play play-app test check bench bench-peers clean

# On a terminal the app opens; without one the main job is played by commands.
demo: .venv/ready
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/comens demo .comens-demo; \
	else PATH="$(CURDIR)/$(BIN):$$PATH" sh tests/chain.sh .comens-demo; fi

# A whole meeting by commands, from convocation to signed minutes; it takes a minute.
play: .venv/ready
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tests/meeting.sh .comens-play

# The same meeting in the app, by keys alone, in a real terminal of 80x24.
play-app: .venv/ready
	@$(BIN)/python -m benchmarks.meeting_in_app .comens-play-app

test: .venv/ready
	@PATH="$(CURDIR)/$(BIN):$$PATH" ./check

check: test

bench: .venv/ready
	@$(BIN)/python -m benchmarks

# The peers are installed beside the project, for this comparison alone.
bench-peers: .venv/ready
	@test -x .venv-peers/bin/trestle || { $(PYTHON) -m venv .venv-peers && \
	.venv-peers/bin/python -m pip --disable-pip-version-check install --quiet \
	$$($(BIN)/python -c "from benchmarks.peers import VERSIONS; print(*VERSIONS)"); }
	@$(BIN)/python -m benchmarks.checks .venv-peers/bin
	@$(BIN)/python -m benchmarks.peer_defects .venv-peers/bin

.venv/ready: requirements.lock pyproject.toml hatch_build.py $(wildcard comens_tui/locale/*/LC_MESSAGES/*.po)
	@echo "Setting up .venv (once)…" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --quiet --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
