"""One plan written in many layouts: what it says is the same, so what is read must be the same.

A `Charge` is a task with its units; each function of `LAYOUTS` writes a list of them as plans are written
(STYLES.md, c and e). Nothing here knows how the reader works.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

_ONES = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Charge:
    """A task: what a plan says of it."""

    title: str
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    supporting: tuple[str, ...]
    deadline: str
    category: str


Layout = Callable[[Sequence[Charge]], str]
LAYOUTS: dict[str, Layout] = {}


def layout(function: Layout) -> Layout:
    LAYOUTS[function.__name__] = function
    return function


def names(units: Sequence[str], mark: str = "、") -> str:
    return mark.join(units)


def labels(charge: Charge, mark: str) -> str:
    """牵头单位：…, 责任单位：… with `mark` between the fields."""
    fields = (("牵头单位", charge.lead), ("责任单位", charge.responsible), ("配合单位", charge.supporting))
    printed = [f"{label}：{names(units)}" for label, units in fields if units]
    return mark.join([*printed, f"完成时限：{charge.deadline}"])


def verbs(charge: Charge) -> str:
    """X牵头，Y负责，Z配合，D完成."""
    parts = ((charge.lead, "牵头"), (charge.responsible, "负责"), (charge.supporting, "配合"))
    return "，".join([*(names(units) + verb for units, verb in parts if units), f"{charge.deadline}完成"])


def _cells(charge: Charge, number: int) -> list[str]:
    return [
        str(number),
        charge.title,
        charge.text,
        names(charge.lead),
        names(charge.responsible),
        names(charge.supporting) or "—",
        charge.deadline,
    ]


_HEAD = ["序号", "重点任务", "工作内容", "牵头单位", "责任单位", "配合单位", "完成时限"]


def _rows(charges: Sequence[Charge]) -> list[list[str]]:
    return [_cells(charge, number) for number, charge in enumerate(charges, 1)]


def _groups(charges: Sequence[Charge]) -> list[tuple[str, list[tuple[int, Charge]]]]:
    out: list[tuple[str, list[tuple[int, Charge]]]] = []
    for number, charge in enumerate(charges, 1):
        if not out or out[-1][0] != charge.category:
            out.append((charge.category, []))
        out[-1][1].append((number, charge))
    return out


# Tables


@layout
def markdown(charges: Sequence[Charge]) -> str:
    rows = [_HEAD, ["---"] * len(_HEAD), *_rows(charges)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


@layout
def bars(charges: Sequence[Charge]) -> str:
    return "\n".join(" | ".join(row) for row in [_HEAD, *_rows(charges)])


@layout
def tabs(charges: Sequence[Charge]) -> str:
    return "\n".join("\t".join(row) for row in [_HEAD, *_rows(charges)])


@layout
def tabs_merged_category(charges: Sequence[Charge]) -> str:
    lines = ["\t".join(["类别", *_HEAD])]
    for category, members in _groups(charges):
        for at, (number, charge) in enumerate(members):
            lines.append("\t".join([*([category] if at == 0 else []), *_cells(charge, number)]))
    return "\n".join(lines)


@layout
def tabs_heading_rows(charges: Sequence[Charge]) -> str:
    lines = ["\t".join(_HEAD)]
    for at, (category, members) in enumerate(_groups(charges)):
        lines.append(f"{_ONES[at]}、{category}（{len(members)}项）")
        lines += ["\t".join(_cells(charge, number)) for number, charge in members]
    return "\n".join(lines)


@layout
def tabs_two_headed(charges: Sequence[Charge]) -> str:
    upper = ["序号", "重点任务", "工作内容", "责任分工", "完成时限"]
    lower = ["牵头单位", "责任单位", "配合单位"]
    return "\n".join("\t".join(row) for row in [upper, lower, *_rows(charges)])


@layout
def tabs_lines_in_cells(charges: Sequence[Charge]) -> str:
    rows = [_HEAD]
    for number, charge in enumerate(charges, 1):
        cells = _cells(charge, number)
        cells[2] = charge.text.replace("，", "，\n", 1)
        cells[4] = names(charge.responsible, "\n")
        rows.append(cells)
    return "\n".join("\t".join(row) for row in rows)


@layout
def tabs_lead_and_support_in_one_cell(charges: Sequence[Charge]) -> str:
    rows = [["序号", "重点任务", "工作内容", "责任单位", "完成时限"]]
    for number, charge in enumerate(charges, 1):
        fields = (("牵头", charge.lead), ("责任", charge.responsible), ("配合", charge.supporting))
        who = " ".join(f"{label}单位：{names(units)}" for label, units in fields if units)
        rows.append([str(number), charge.title, charge.text, who, charge.deadline])
    return "\n".join("\t".join(row) for row in rows)


@layout
def cell_a_line(charges: Sequence[Charge]) -> str:
    return "\n".join(cell for row in [_HEAD, *_rows(charges)] for cell in row)


@layout
def cell_a_line_spaced(charges: Sequence[Charge]) -> str:
    return "\n\n".join(cell for row in [_HEAD, *_rows(charges)] for cell in row)


@layout
def box(charges: Sequence[Charge]) -> str:
    widths = [2, 5, 8, 5, 5, 5, 4]

    def rule(left: str, middle: str, right: str) -> str:
        return left + middle.join("─" * width for width in widths) + right

    def printed(row: list[str]) -> list[str]:
        columns = [
            [cell[at : at + width] for at in range(0, len(cell), width)]
            for cell, width in zip(row, widths, strict=True)
        ]
        height = max(map(len, columns))
        return [
            "│"
            + "│".join(
                (column[line] if line < len(column) else "").ljust(width, "　")
                for column, width in zip(columns, widths, strict=True)
            )
            + "│"
            for line in range(height)
        ]

    lines = [rule("┌", "┬", "┐"), *printed(_HEAD)]
    for row in _rows(charges):
        lines += [rule("├", "┼", "┤"), *printed(row)]
    return "\n".join([*lines, rule("└", "┴", "┘")])


# Cards and records


@layout
def cards(charges: Sequence[Charge]) -> str:
    return "\n\n".join(
        f"任务名称：{charge.title}\n工作内容：{charge.text}\n{labels(charge, chr(10))}" for charge in charges
    )


@layout
def cards_with_persons(charges: Sequence[Charge]) -> str:
    return "\n\n".join(
        f"任务{number}：{charge.title}\n具体措施：{charge.text}\n分管领导：周启明\n{labels(charge, chr(10))}"
        for number, charge in enumerate(charges, 1)
    )


@layout
def records(charges: Sequence[Charge]) -> str:
    out = []
    for number, charge in enumerate(charges, 1):
        cells = zip(_HEAD, _cells(charge, number), strict=True)
        out.append("\n".join(f"{head}： | {cell}" for head, cell in cells))
    return "\n".join(out)


# Items

_MARKS: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}.",
    "1．": lambda n: f"{n}．",
    "1、": lambda n: f"{n}、",
    "1)": lambda n: f"{n})",
    "（1）": lambda n: f"（{n}）",
    "（一）": lambda n: f"（{_ONES[n - 1]}）",
    "一、": lambda n: f"{_ONES[n - 1]}、",
    "①": lambda n: "①②③④⑤⑥⑦⑧⑨⑩"[n - 1],
    "第一条": lambda n: f"第{_ONES[n - 1]}条　",
    "任务一": lambda n: f"任务{_ONES[n - 1]}　",
    "任务一：": lambda n: f"任务{_ONES[n - 1]}：",
    "甲、": lambda n: f"{'甲乙丙丁戊己庚辛壬癸'[n - 1]}、",
    "●": lambda n: "●",
    "★": lambda n: "★ ",
    "——": lambda n: "——",
    "01 ": lambda n: f"{n:02d} ",
    "1.1": lambda n: f"1.{n} ",
    "【1】": lambda n: f"【{n}】",
    "Ⅰ.": lambda n: f"{'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ'[n - 1]}.",
    "A.": lambda n: f"{'ABCDEFGHIJ'[n - 1]}.",
}


def _marked(mark: Callable[[int], str]) -> Layout:
    def write(charges: Sequence[Charge]) -> str:
        return "\n".join(
            f"{mark(number)}{charge.title}。{charge.text}（{labels(charge, '；')}）"
            for number, charge in enumerate(charges, 1)
        )

    return write


for _name, _mark in _MARKS.items():
    LAYOUTS[f"items {_name}"] = _marked(_mark)


def _items(closing: Callable[[Charge], str]) -> Layout:
    def write(charges: Sequence[Charge]) -> str:
        lines: list[str] = []
        for at, (category, members) in enumerate(_groups(charges)):
            lines.append(f"（{_ONES[at]}）{category}")
            lines += [f"{number}.{closing(charge)}" for number, charge in members]
        return "\n".join(lines)

    return write


_CLOSINGS: dict[str, Callable[[Charge], str]] = {
    "bracket of labels": lambda c: f"{c.title}。{c.text}（{labels(c, '；')}）",
    "bracket of labels, commas": lambda c: f"{c.title}。{c.text}（{labels(c, '，')}）",
    "bracket of verbs": lambda c: f"{c.title}。{c.text}（{verbs(c)}）",
    "bracket before the stop": lambda c: f"{c.title}。{c.text.rstrip('。')}（{verbs(c)}）。",
    "square bracket": lambda c: f"{c.title}。{c.text}[{labels(c, '；')}]",
    "lenticular bracket": lambda c: f"{c.title}。{c.text}【{verbs(c)}】",
    "tortoise bracket": lambda c: f"{c.title}。{c.text}〔{labels(c, '；')}〕",
    "half-width bracket": lambda c: f"{c.title}.{c.text}({labels(c, ';').replace('：', ':')})",
    "lines of labels": lambda c: f"{c.title}。{c.text}\n{labels(c, chr(10))}",
    "one line of labels": lambda c: f"{c.title}。{c.text}\n{labels(c, '；')}",
    "one line of labels, blanks": lambda c: f"{c.title}。{c.text}\n{labels(c, '　　')}",
    "spaced labels": lambda c: (
        f"{c.title}。{c.text}\n"
        + labels(c, "\n").replace("牵头单位", "牵 头 单 位").replace("配合单位", "配　合　单　位")
    ),
    "labels in lenticular brackets": lambda c: (
        f"{c.title}。{c.text}\n"
        + "\n".join(part.replace("：", "】", 1).join(("【", "")) for part in labels(c, "\n").split("\n"))
    ),
    "bold labels": lambda c: (
        f"**{c.title}。**{c.text}\n"
        + "\n".join(f"**{part.replace('：', '：**', 1)}" for part in labels(c, "\n").split("\n"))
    ),
    "verbs run on": lambda c: f"{c.title}。{c.text}{verbs(c)}。",
    "由 run on": lambda c: f"{c.title}。{c.text}由{verbs(c)}。",
    "verbs on a line": lambda c: f"{c.title}。{c.text}\n{verbs(c)}。",
    "verbs behind a dash": lambda c: f"{c.title}。{c.text}——{verbs(c)}",
    "labels behind a bar": lambda c: f"{c.title}。{c.text}｜{labels(c, '；')}",
    "labels run on": lambda c: f"{c.title}。{c.text}{labels(c, '；')}。",
    "units behind the title": lambda c: f"{c.title}（{verbs(c)}）\n{c.text}",
    "labels behind the title": lambda c: f"{c.title}（{labels(c, '；')}）。{c.text}",
    "labels above the text": lambda c: f"{c.title}\n{labels(c, chr(10))}\n{c.text}",
    "title, text and labels on lines": lambda c: f"{c.title}\n{c.text}\n{labels(c, '；')}",
    "fields": lambda c: f"{c.title}\n工作内容：{c.text}\n{labels(c, chr(10))}",
    "labels with the deadline first": lambda c: (
        f"{c.title}。{c.text}（完成时限：{c.deadline}；{labels(replace(c, deadline=''), '；').removesuffix('；完成时限：')}）"
    ),
    "lead marked behind the name": lambda c: (
        f"{c.title}。{c.text}（责任单位：{names([f'{u}（牵头）' for u in c.lead])}、{names(c.responsible)}"
        + (f"；配合单位：{names(c.supporting)}" if c.supporting else "")
        + f"；完成时限：{c.deadline}）"
    ),
}
for _name, _closing in _CLOSINGS.items():
    LAYOUTS[_name] = _items(_closing)


@layout
def bold_without_numbers(charges: Sequence[Charge]) -> str:
    return "\n\n".join(f"**{charge.title}。**{charge.text}（{labels(charge, '；')}）" for charge in charges)


@layout
def statement_heads_the_section(charges: Sequence[Charge]) -> str:
    return "\n".join(
        f"（{_ONES[at]}）{charge.title}（{verbs(charge)}）\n1.调查摸底。{charge.text}\n2.总结提高。形成长效机制。"
        for at, charge in enumerate(charges)
    )


@layout
def statement_closes_the_section(charges: Sequence[Charge]) -> str:
    return "\n".join(
        f"{_ONES[at]}、{charge.title}\n（一）调查摸底。{charge.text}\n（二）总结提高。形成长效机制。\n以上任务由{verbs(charge)}。"
        for at, charge in enumerate(charges)
    )
