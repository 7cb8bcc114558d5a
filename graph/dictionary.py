"""docs/data-dictionary.md, made from schema.yaml: ``python -m graph.dictionary > docs/data-dictionary.md``."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from graph.schema import Property, Schema, Stage, load

STAGES: dict[Stage, str] = {"build": "", "link": "由比对写入。"}


def dictionary(schema: Schema) -> str:
    """docs/data-dictionary.md: what each label, relationship and property means, in Chinese."""
    lines = [
        "# 数据字典",
        "",
        "<!-- 由 graph/schema.yaml 生成：python -m graph.dictionary；请勿手改 -->",
        "",
        "没有的属性表示不知道，不表示零或否。start、end 是所属文件 text 中的字符位置，从 0 起，不含 end。",
        "",
        "## 节点",
    ]
    for label in schema.labels.values():
        lines += ["", f"### {label.name}", "", f"{label.meaning}。{STAGES[label.stage]}"]
        lines += ["", f"{'随文件增删' if label.owner == 'document' else '各文件共用'}；主键 `{label.key}`"]
        if label.indexes:
            lines[-1] += f"；索引 {'、'.join(f'`{name}`' for name in label.indexes)}"
        if label.fulltext:
            lines[-1] += f"；全文索引 {'、'.join(f'`{label.name}[{name}]`' for name in label.fulltext)}"
        lines[-1] += "。"
        lines += _table(label.properties)
    lines += ["", "## 关系"]
    for relationship in schema.relationships.values():
        lines += ["", f"### {relationship.name}", "", f"{relationship.meaning}。{STAGES[relationship.stage]}", ""]
        lines += [f"- `(:{start})-[:{relationship.name}]->(:{end})`" for start, end in relationship.ends]
        if relationship.properties:
            lines += _table(relationship.properties)
    return "\n".join(lines) + "\n"


def _table(properties: Mapping[str, Property]) -> list[str]:
    rows = [f"| `{p.name}` | {p.type} | {'是' if p.required else ''} | {p.meaning} |" for p in properties.values()]
    return ["", "| 属性 | 类型 | 必有 | 含义 |", "| --- | --- | --- | --- |", *rows]


if __name__ == "__main__":
    sys.stdout.write(dictionary(load()))
