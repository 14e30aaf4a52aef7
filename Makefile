# Each target sets up what it needs in .venv, from the hash-locked requirements.txt. Windows: see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site serve test fuzz check words strings clean programs

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/ready: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version)'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

site: $(VENV)/ready ## build the checked site into site/
	$(BIN)/python scripts/build_site.py

serve: $(VENV)/ready ## preview on http://localhost:8000/, renewed at every change; LANGUAGES="hr cs" for some only
	PREVIEW_LANGUAGES="$(LANGUAGES)" $(BIN)/python scripts/serve_site.py

test: $(VENV)/ready programs ## run all tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist loadgroup

SECONDS := 120
fuzz: $(VENV)/ready ## try far more odd texts than the tests do; SECONDS=600 for longer
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/requirements-fuzz.txt
	FUZZ=20 $(BIN)/pytest --numprocesses auto tests/test_fuzz.py
	$(BIN)/python tests/fuzz_guided.py $(SECONDS)

check: $(VENV)/ready ## check data/ and docs/ in seconds, without building
	$(BIN)/python scripts/check_data.py

words: $(VENV)/ready programs ## check the spelling and the glossary's terms in all languages
	$(BIN)/python scripts/check_terms.py
	$(BIN)/python scripts/check_spelling.py

# What tests need from the system: a browser, a reader of PDF, a spelling checker with its dictionaries. As root on
# Debian they are installed here.
PACKAGES := chromium poppler-utils hunspell hunspell-en-gb hunspell-nl hunspell-it hunspell-pt-pt hunspell-hr hunspell-cs \
  hunspell-hu
programs:
	@if command -v chromium pdftotext >/dev/null && hunspell -D 2>&1 </dev/null | grep -q hu_HU; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null; \
	else echo "Programs for the tests are missing. Run: sudo apt-get install $(PACKAGES)"; exit 1; fi

strings: $(VENV)/ready ## bring the translators' PO files up to date
	$(BIN)/python scripts/update_strings.py

clean: ## remove what was built and set up
	rm -rf $(VENV) .cache documents site site.releases
