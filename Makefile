# `make` sets itself up in .venv/ and builds the site into output/. 首次运行会自动安装所需软件包。
# Needs Python 3.11 or newer; another one than python3: make PYTHON=python3.13. More words for a command: make serve ARGS="--port 9000".

SHELL  = /bin/sh
PYTHON ?= python3
ARGS   ?=
BIN    = .venv/bin
PYTEST = $(BIN)/python -m pytest
LOCKS  = .ci/requirements

# A .venv does not outlive a move of its folder or the loss of its Python: its stamps go, and it is made anew.
IGNORED := $(shell [ ! -d .venv ] || { [ -x $(BIN)/python ] && [ "`cat .venv/folder 2>/dev/null`" = "`pwd -P`" ]; } || rm -f .venv/*.stamp)

# Refuses an old Python in one line, before anything else is tried.
setup_py = "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || { \
	found=`command -v "$(PYTHON)" >/dev/null && "$(PYTHON)" -V 2>&1 || echo not there`; \
	echo "sitegen needs Python 3.11 or newer, and $(PYTHON) is $$found; to name another: make PYTHON=python3.13 · 需要 Python 3.11 或更新的版本" >&2; \
	exit 1; }; "$(PYTHON)" .ci/setup.py

.PHONY: all build serve release announce move translate status print setup extras browser test check lint soak bench golden docs format lock wheel clean help
.DEFAULT_GOAL := all

all: build

build: .venv/run.stamp ## 生成网站到 output/ · build the site into output/
	@$(BIN)/sitegen build $(ARGS)

serve: .venv/run.stamp ## 本地预览，保存即刷新 · preview, reloads on save
	@$(BIN)/sitegen serve $(ARGS)

release: .venv/run.stamp ## 记录日程变更 · date the changes of the programme
	@$(BIN)/sitegen release $(ARGS)

announce: .venv/run.stamp ## 生成可粘贴的通知 · a text to paste; ARGS=changes, an id or a day
	@$(BIN)/sitegen announce $(ARGS)

move: .venv/run.stamp ## 把一场改到另一时间或会场 · move an item; ARGS="opening 15:00 hall-b"
	@$(BIN)/sitegen move $(ARGS)

translate: .venv/run.stamp ## 开始或完成一页的翻译 · begin a translation, or accept it: PAGE=news/opening DONE=1
	@$(BIN)/sitegen translate $(PAGE) $(if $(TO),--to $(TO)) $(if $(DONE),--done) $(ARGS)

status: .venv/run.stamp ## 翻译进度 · what is translated, and what is missing where
	@$(BIN)/sitegen status $(ARGS)

print: .venv/extras.stamp ## 生成印刷用文件到 print/ · make documents for print; ARGS="booklet" for one kind
	@$(BIN)/sitegen print $(ARGS)

extras: .venv/extras.stamp ## 安装可选功能：PDF、Excel、字体、HEIC · install what PDF, Excel, fonts and HEIC need

setup: .venv/dev.stamp ## 安装开发环境 · install everything for development

test: .venv/dev.stamp browser ## 运行测试 · run the tests
	@$(PYTEST) $(ARGS)

check: .venv/dev.stamp browser lint ## 全部检查：代码、测试、网站内容 · all checks: code, tests, the site's content
	@$(PYTEST) $(ARGS)
	@$(BIN)/sitegen check

lint: .venv/dev.stamp ## 检查代码 · check the code: ruff, mypy, import-linter
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/dev.stamp ## 整理代码格式 · format the code
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

soak: .venv/dev.stamp browser ## 长时间完整测试 · the long tests too, nothing sampled
	@SITEGEN_SOAK=1 $(PYTEST) -m "" $(ARGS)

bench: .venv/dev.stamp ## 测量速度 · measure the speed
	@$(BIN)/python -m tests.bench $(ARGS)

golden: .venv/dev.stamp ## 重写测试的预期结果，请逐行看 diff · rewrite the tests' expected files; read the diff
	@GOLDEN=1 $(PYTEST) -m golden $(ARGS)

docs: .venv/run.stamp ## 重写 docs/templates.md 中由代码生成的部分 · rewrite the generated part of docs/templates.md
	@$(BIN)/python .ci/manual.py

wheel: .venv/dev.stamp ## 打包到 dist/ · make sdist and wheel in dist/
	@$(BIN)/python -m hatchling build

lock: .venv/run.stamp ## 更新锁定的依赖版本 · lock the dependencies' newest versions
	@$(BIN)/python .ci/setup.py lock

clean: ## 删除生成的一切（不动 content/）· remove all that was made (never content/)
	rm -rf .venv .cache output dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## 显示这份说明 · show this list
	@sed -n 's/^\([a-z][a-z]*\):.*## \(.*\)/\1#\2/p' Makefile | while IFS='#' read -r name text; do printf '  make %-9s %s\n' "$$name" "$$text"; done

browser: .venv/dev.stamp
	@.ci/browser

.venv/run.stamp: pyproject.toml .ci/setup.py $(LOCKS)/pip.txt $(LOCKS)/run.txt
	@$(setup_py) run

.venv/extras.stamp: pyproject.toml .ci/setup.py $(LOCKS)/pip.txt $(LOCKS)/extras.txt
	@$(setup_py) extras

.venv/dev.stamp: pyproject.toml .ci/setup.py $(LOCKS)/pip.txt $(LOCKS)/dev.txt
	@$(setup_py) dev
