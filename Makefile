# Nothing is needed but Python 3.11 (or 3.12) and the package index: every target makes what it uses.
#
#   make demo    install, check the French example, write demo.html
#   make demo-library   the same for an example with a library of documents, write demo-library.html
#   make test    lint, types, layers, tests, doc tests
#   make installed   build sdist and wheel, install them into an environment of their own, use them without a network
#   make fuzz    10 000 damaged and odd inputs through reading, packs, library and corpus; JOBS processes
#   make drills  disks that fill, processes that are killed, files that are damaged: what is said, and whether the way out works
#   make bench   score and time this tree against what is pinned; most of it needs ../shared
#   make compare set our reading of figures and dates beside quantulum3 and dateparser
#   make train   learn the files of the two models anew from ../shared; the same files come out
#   make readme  paste today's output of the examples, and the figures last pinned, into the READMEs
#   make lock    resolve the dependencies anew
#   make clean   remove what the other targets made

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared
JOBS   ?= 2
UV     := uv==0.13.9

# Installing is not done again until a lock file or pyproject.toml changes. The package itself is
# installed from the tree, so an edited module needs no new installation.
INSTALLED := $(VENV)/.installed
DEV       := $(VENV)/.installed-dev
COMPARE   := $(VENV)/.installed-bench
TRAIN     := $(VENV)/.installed-train
PIP       := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo demo-library test installed fuzz drills lint types layers tests bench compare train readme lock clean setup dev
.DELETE_ON_ERROR:

setup: $(INSTALLED)
dev: $(DEV)

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV)

$(INSTALLED): requirements.lock pyproject.toml | $(BIN)/python
	@echo "installing into $(VENV) (pinned, hashes checked; language models and search make it some 1 GB on the disk)" >&2
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(INSTALLED)
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

# What neither users nor tests need is installed only for the target that uses it.
$(COMPARE) $(TRAIN): $(VENV)/.installed-%: requirements-%.lock $(INSTALLED)
	@$(PIP) --require-hashes --requirement requirements-$*.lock
	@touch $@

demo-library: $(INSTALLED)
	@$(BIN)/sourcier library add examples/library --library $(VENV)/library
	@$(BIN)/sourcier check examples/tramway.md --library $(VENV)/library --html demo-library.html
	@echo "The same dossier as a page: demo-library.html" >&2

demo: $(INSTALLED)
	@$(BIN)/sourcier check examples/colonne.md --html demo.html
	@echo "The same dossier as a page: demo.html" >&2

test: lint types layers tests

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

layers: $(DEV)
	$(BIN)/lint-imports

tests: $(DEV)
	$(BIN)/pytest tests src bench/gate.py bench/benches.py tools/annotate.py --doctest-modules

fuzz: $(DEV)
	$(BIN)/python tools/fuzz.py --inputs 10000 --jobs $(JOBS) --once-failed --report $(VENV)/fuzz.jsonl

drills: $(DEV)
	$(BIN)/python tools/drills.py
	$(BIN)/pytest tests -m long

installed: $(DEV)
	$(BIN)/python tools/installed.py --work $(VENV)/apart

bench: $(DEV)
	$(BIN)/python bench/gate.py --shared $(SHARED)

compare: $(COMPARE)
	$(BIN)/python bench/quantities.py --data $(SHARED)/bench/quantities/recognizers_fr.jsonl.gz --out $(VENV)/times.jsonl \
		--suite DateTime/DateE --suite DateTime/DateP --compare
	$(BIN)/python bench/quantities.py --data bench/own/quantities_en.jsonl --out $(VENV)/figures.jsonl --compare

train: $(TRAIN)
	$(BIN)/python tools/train_worth.py --bench $(SHARED)/bench --cache $(VENV)/vectors
	$(BIN)/python tools/train_rhetoric.py

readme: $(DEV)
	$(BIN)/python tools/readme.py
	$(BIN)/python tools/published.py
	$(BIN)/python tools/data_page.py

# The build backend stands in [build-system]; it is locked with the rest, so that building the
# package fetches nothing unpinned.
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

lock: $(BIN)/python
	$(PIP) $(UV)
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' > $(VENV)/build.in
	$(COMPILE) pyproject.toml $(VENV)/build.in --output-file requirements.lock
	$(COMPILE) pyproject.toml $(VENV)/build.in --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group bench --constraint requirements.lock --output-file requirements-bench.lock
	$(COMPILE) --group train --constraint requirements.lock --output-file requirements-train.lock
	$(COMPILE) --group entailment --constraint requirements.lock --output-file requirements-entailment.lock

clean:
	rm -rf $(VENV) demo.html demo-library.html .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist
