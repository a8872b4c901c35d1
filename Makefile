# The two commands: `make book` builds the website, `make test` runs every check. All are safe to repeat.
PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
STAMP := .venv/installed
SITE := _build/html/index.html

.DEFAULT_GOAL := help
.PHONY: help book read lab packs test check readers clean

help: ## say what can be done
	@echo "make book   build the website into _build/html"
	@echo "make read   build it, serve it on this computer and open it"
	@echo "make lab    open JupyterLab on the notebooks"
	@echo "make packs  make the papers of a session, to print (PDFs need Chromium)"
	@echo "make test   run every check (needs, or installs, Chromium and LibreOffice)"
	@echo "make clean  remove the built site; .venv stays"

$(STAMP): requirements.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing. Install Python 3.11 or later, then run make again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "This needs Python 3.11 or later; $(PYTHON) is older. Try: make PYTHON=python3.11 book"; exit 1; }
	@echo "Setting up .venv (once; a minute or two) ..."
	@$(PYTHON) -m venv .venv || { echo "Python could not make .venv. On Debian or Ubuntu: apt-get install python3-venv. Then run make again."; exit 1; }
	@$(PY) -m pip install --disable-pip-version-check --progress-bar on -q -r requirements.txt
	@$(PY) -m pip install --disable-pip-version-check -q --no-deps --editable .
	@mkdir -p .venv/share/jupyter/lab/settings
	@echo '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}' > .venv/share/jupyter/lab/settings/overrides.json
	@touch $@

book: $(STAMP) ## build the website
	@echo "Building the book ..."
	@.venv/bin/jupyter-book build . --quiet || { echo "The book was not built. The first line that begins with WARNING or ERROR above says why; mend it and run make book again."; exit 1; }
	@echo "The book is in _build/html. To open it: double-click $(SITE), or run make read."

read: book ## build, serve and open
	@echo "Reading at http://127.0.0.1:$(PORT)/  Stop with Ctrl+C. (Port taken? make read PORT=8123)"
	@(sleep 1; $(PY) -m webbrowser -t http://127.0.0.1:$(PORT)/ >/dev/null) & $(PY) -m http.server $(PORT) --bind 127.0.0.1 --directory _build/html

lab: $(STAMP) ## JupyterLab on the notebooks
	@echo "Opening JupyterLab. Stop it with Ctrl+C."
	@.venv/bin/jupyter lab --config=jupyter_server_config.py

packs: $(STAMP) ## the papers of a session, to print
	@$(PY) -m workbook packs

readers: $(STAMP)
	@$(PY) tests/chromium.py
	@$(PY) tests/office.py

test: readers book ## every check
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/codespell
	@$(PY) -m workbook check
	@$(PY) -m pytest -n 2 --dist loadfile

clean: ## remove the built site
	@rm -rf _build
	@echo "Removed _build. make book builds it again."
