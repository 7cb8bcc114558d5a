# make run    sets everything up in .venv, reads corpus/plans/, prints the comparison
# make test   sets everything up in .venv, lints, type-checks, runs all tests
.PHONY: run test clean

# The first Python of 3.11 or newer that is found; `make run PYTHON=/path/to/python` chooses another.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin

ifeq ($(strip $(PYTHON)),)
$(error 没有找到 Python 3.11 或更新的版本，请先安装)
endif

run:
	@$(PYTHON) scripts/environment.py semantic
	@echo "==> zhengtu add corpus/plans"
	@$(BIN)/zhengtu add corpus/plans
	@echo "==> zhengtu compare 郑州市 新郑市"
	@$(BIN)/zhengtu compare 郑州市 新郑市
	@echo
	@echo "接着可以问（手册见 docs/手册.md）："
	@echo "  $(BIN)/zhengtu who 飞灰综合利用          谁负责这项任务"
	@echo "  $(BIN)/zhengtu unit 市城管局             这个单位牵头、负责、配合哪些任务"
	@echo "  $(BIN)/zhengtu targets 新郑市            有哪些目标值"
	@echo "  $(BIN)/zhengtu add 文件或文件夹          读入新的方案"
	@echo "  $(BIN)/zhengtu --help                    全部命令"

test:
	@$(PYTHON) scripts/environment.py dev ocr office semantic
	@echo "==> ruff"
	@$(BIN)/ruff check .
	@echo "==> mypy"
	@$(BIN)/mypy
	@echo "==> import-linter"
	@$(BIN)/lint-imports
	@echo "==> zhengtu eval"
	@$(BIN)/zhengtu eval --against corpus/gold/baseline.json
	@echo "==> pytest"
	@$(BIN)/python -m pytest

clean:
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
