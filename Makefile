# Each target sets up what it needs in .venv, from the hash-locked requirements.txt. Windows: see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site serve test audit bench fuzz check words strings urls clean programs

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/ready: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version)'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

site: $(VENV)/ready ## build the checked site into site/
	$(BIN)/python scripts/build_site.py

serve: $(VENV)/ready ## preview on http://localhost:8000/, renewed at every change; LOCALE=hr for one language only
	$(BIN)/python scripts/serve.py $(if $(LOCALE),--locale $(LOCALE))

test: $(VENV)/ready programs tests/tools/ready ## run all tests
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

# What tests need from the system: a browser, a reader of PDF, a spelling checker with its dictionaries, and two servers
# with what measures them. As root on Debian they are installed here.
PROGRAMS := chromium-headless-shell pdftotext hunspell nginx apache2 wrk openssl java npm
PACKAGES := chromium-headless-shell poppler-utils hunspell hunspell-en-gb hunspell-nl hunspell-it hunspell-pt-pt \
  hunspell-hr hunspell-cs hunspell-hu nginx libnginx-mod-http-brotli-static apache2-bin wrk openssl
# A Java or Node.js of another origin is left as it is: Debian's would clash with it.
PACKAGES += $(shell command -v java >/dev/null || echo default-jre-headless) $(shell command -v npm >/dev/null || echo nodejs npm)
programs:
	@PATH="$$PATH:/usr/sbin"; \
	if (for one in $(PROGRAMS); do command -v $$one >/dev/null || exit 1; done; \
	  test -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so && hunspell -D 2>&1 </dev/null | grep -q hu_HU); then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null; \
	else echo "Programs for the tests are missing. Run: sudo apt-get install $(PACKAGES)"; exit 1; fi

urls: site ## add the addresses of the site to the register of all that were ever published
	$(BIN)/python scripts/update_urls.py

# Programs that measure, from npm: the Nu HTML checker for the tests, all of them for the audit.
tests/tools/ready: tests/tools/package-lock.json | programs
	npm ci --prefix tests/tools --omit=dev --ignore-scripts --no-audit --no-fund --silent
	touch $@

tests/tools/audit-ready: tests/tools/package-lock.json | programs
	npm ci --prefix tests/tools --ignore-scripts --no-audit --no-fund --silent
	touch $@ tests/tools/ready

audit: $(VENV)/ready tests/tools/audit-ready ## measure the site beside a stock one and write AUDIT.md; ONLY="axe nu" for some rows
	$(BIN)/python scripts/audit.py $(ONLY)

strings: $(VENV)/ready ## bring the translators' PO files up to date
	$(BIN)/python scripts/update_strings.py

bench: $(VENV)/ready ## measure builds beside other generators and write BENCHMARKS.md; BENCH="--quick" in a quarter of an hour
	$(BIN)/python scripts/run_benchmark.py $(BENCH)

clean: ## remove what was built and set up
	rm -rf $(VENV) .cache documents site site.releases
