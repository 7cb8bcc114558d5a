"""`zhengtu query` without a name: the questions that there are; and its key=value parameters."""

import re
from collections.abc import Iterable
from typing import Any

from extractors.errors import UserError
from pipeline.screen import table
from pipeline.show import emit, show
from queries.catalogue import catalogue


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
        given = " ".join(f"[{name}=…]" if name in question.defaults else f"{name}=…" for name in question.parameters)
        body.append((question.name, question.title, given))
    show(table(("名称", "问题", "参数（方括号里的可不填）"), body), "", "用法：zhengtu query 名称 参数=值 …")
    return 0


def pairs(given: Iterable[str]) -> dict[str, str]:
    """Parameters from their ``key=value`` form. Raises UserError for any other."""
    found = {}
    for pair in given:
        key, equals, content = pair.partition("=")
        if not equals or not key:
            raise UserError(f"参数要写成 名称=值，例如 region=新郑市；不认识“{pair}”")
        found[key.strip()] = content
    return found


def typed(name: str, given: dict[str, str]) -> dict[str, Any]:
    """The values for the question called `name`: where its example has a list, the names between 、 or commas."""
    example = catalogue()[name].example if name in catalogue() else {}
    return {
        key: [part for part in re.split("[、,，]", content) if part] if isinstance(example.get(key), list) else content
        for key, content in given.items()
    }
