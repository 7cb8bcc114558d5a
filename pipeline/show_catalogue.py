"""`zhengtu query` without a name: the questions that there are; and its key=value parameters."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from extractors.errors import UserError
from graph.protocol import lucene
from pipeline.screen import table
from pipeline.show import VERDICTS, emit, show
from pipeline.verdicts import code
from queries.catalogue import PAGE, catalogue

# 2025, 2025-06, 2025-06-30, 2025年6月30日, 2025年底
DAY = re.compile(r"([0-9]{4})(?:[-./年]([0-9]{1,2})(?:[-./月]([0-9]{1,2})日?|月)?|年)?底?")
# Words and "phrases", each with + (must stand there) or - (must not).
LUCENE = re.compile(r'(?:\s*[+-]?(?:"[\w\s]+"|\w+))+\s*')


def show_catalogue(as_json: bool) -> int:
    """Print every question with its parameters."""
    questions = catalogue().values()
    if as_json:
        entries = [
            {
                "name": question.name,
                "title": question.title,
                "about": question.about,
                "parameters": dict(question.parameters),
                "defaults": dict(question.defaults),
                "example": dict(question.example),
                "columns": dict(question.columns),
            }
            for question in questions
        ]
        return emit({"questions": entries})
    body = []
    for question in questions:
        given = " ".join(
            f"[{name}=…]" if name in question.defaults else f"{name}=…"
            for name in question.parameters
            if name not in PAGE
        )
        body.append((question.name, question.title, given))
    usage = "用法：zhengtu query 名称 参数=值 …；每个问题还有 limit=至多几行（默认 100，0 为全部）和 skip=跳过前几行"
    show(table(("名称", "问题", "参数（方括号里的可不填）"), body), "", usage)
    return 0


def pairs(given: Iterable[str]) -> dict[str, str]:
    """Parameters from their ``key=value`` form. Raises UserError for any other, and for one given twice."""
    found = {}
    for pair in given:
        key, equals, content = pair.partition("=")
        if not equals or not key:
            raise UserError(f"参数要写成 名称=值，例如 region=新郑市；不认识“{pair}”")
        if key.strip() in found:
            raise UserError(f"参数 {key.strip()} 写了两次，请只写一次")
        found[key.strip()] = content.strip()
    return found


def typed(name: str, given: dict[str, str]) -> dict[str, Any]:
    """The values for the question called `name`, each of the kind that its example has; lists by 、 or commas.

    Raises UserError where a number, a date or a result of a comparison is wanted and something else given.
    """
    example = catalogue()[name].example if name in catalogue() else {}
    return {key: _typed(key, content, example.get(key)) for key, content in given.items()}


def _typed(key: str, content: str, example: Any) -> Any:
    if key == "date":
        return _day(content)
    if key in VERDICTS:
        return _verdict(content, VERDICTS[key])
    if key == "words":
        return _words(content)
    if isinstance(example, list):
        return [part for part in re.split("[、,，]", content) if part]
    if not isinstance(example, int):
        return content
    if not re.fullmatch("[0-9]{1,9}", content):
        raise UserError(f"参数 {key} 要是不小于 0 的整数；不认识“{content}”")
    return int(content)


def _day(content: str) -> str:
    """A day as the graph writes it; of a year or a month the last one."""
    if found := DAY.fullmatch(content.strip()):
        year, month = int(found[1]), int(found[2] or 12)
        try:
            return date(year, month, int(found[3] or monthrange(year, month)[1])).isoformat()
        except ValueError:
            pass
    raise UserError(f"参数 date 要是日期，例如 2025-12-31、2025年6月；不认识“{content}”")


def _words(content: str) -> str:
    """Words for full text: a query as Lucene writes it stays one, marks of any other kind are left out."""
    words = content if LUCENE.fullmatch(content) else lucene(content)
    if not words:
        raise UserError(f"参数 words 要有要找的词；不认识“{content}”")
    return words


def _verdict(content: str, spoken: dict[str, str]) -> str:
    """The code of a result of a comparison, given as such or in Chinese; nothing for all."""
    verdict = code(content, spoken)
    if verdict and verdict not in spoken:
        raise UserError(f"要的结果可以是：{'、'.join(spoken.values())}；不认识“{content}”")
    return verdict
