# `make book` builds the website, `make test` tests it. Every command makes what it needs, and is safe to repeat.
PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
SITE := _build/html/index.html
ZIP := _build/html/_downloads/the-whys-and-the-hows.zip

.DEFAULT_GOAL := help
.PHONY: help environment book read lab packs keep check test test-all clean

help: ## say what can be done
	@echo "make book      build the website into _build/html"
	@echo "make read      build it, serve it on this computer and open it"
	@echo "make lab       open JupyterLab on the notebooks"
	@echo "make packs     the papers of every session, to print, and one file to take along (PDFs need Chromium)"
	@echo "make keep      the book as files to take along: website, ePub, PDF (needs Chromium), Word and notebooks"
	@echo "make check     within a minute: style, types, rules, and the contract of every chapter"
	@echo "make test      in about seven minutes: what a reader and an educator do, in real programs"
	@echo "make test-all  everything: every page, width and colour, and Firefox and WebKit too"
	@echo "make clean     remove what was built; .venv stays"

environment:
	@command -v "$(PYTHON)" >/dev/null || { echo "Python is missing. Install Python 3.11 or later, then run make again."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "This needs Python 3.11 or later; $(PYTHON) is older. Try: make PYTHON=python3.11 book"; exit 1; }
	@"$(PYTHON)" setup/environment.py

book: environment ## build the website
	@echo "Building the book ..."
	@.venv/bin/jupyter-book build . --quiet || { echo "The book was not built. The first line above that speaks of a warning or an error says why; mend it and run make book again."; exit 1; }
	@echo "The book is in _build/html. To open it: double-click $(SITE), or run make read."
	@$(if $(filter packs,$(MAKECMDGOALS)),:,{ test -f $(ZIP) && test -z "$$(find notebooks data -type f -newer $(ZIP))"; } || echo "Its papers to print are missing, or older than the book. To publish it, or to lead a session: make packs")

read: book ## build, serve and open
	@$(PY) setup/serve.py "$(PORT)"

lab: environment ## JupyterLab on the notebooks
	@echo "Opening JupyterLab. Stop it with Ctrl+C."
	@JUPYTER_CONFIG_PATH="$(CURDIR)" $(PY) -m jupyterlab

packs: book ## the papers of a session, to print, also on the built book, and all in one file to take along
	@$(PY) -m workbook packs --site

keep: book ## the book as files to take along, also on the built book
	@$(PY) -m workbook keep

check: environment ## style, types, rules and contract
	@$(PY) tests/doors.py check

test: book ## what a reader and an educator do
	@$(PY) tests/doors.py test

test-all: book ## everything, before a release
	@$(PY) tests/doors.py test-all

clean: ## remove what was built
	@rm -rf _build
	@echo "Removed _build. make book builds it again."
