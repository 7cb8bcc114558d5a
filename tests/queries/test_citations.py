"""Is what a plan cites in the graph? By number, else by title, as it is cited and as the file prints it."""

import pytest

from extractors.extract import extract_text
from graph.build import build
from graph.store import Store
from queries.ask import ask

CITING = """清河县2024年水利工作要点
根据{cited}，制定本要点。
1．推进节水。新增高效节水灌溉面积1万亩。（牵头单位：县水利局）
"""
HELD = """{number}{title}
一、重点任务
1．推进农业节水。新增高效节水灌溉面积2万亩。（牵头单位：县水利局，责任单位：县农业农村局）
"""
# (as cited, number and title of what is held, is it there?, note)
CITED = [
    ("《清河县节水行动方案》", "", "清河县节水行动方案", True, "the title alone"),
    (
        "《清河县人民政府关于印发清河县节水行动方案的通知》（清政〔2024〕3号）",
        "",
        "清河县节水行动方案",
        True,
        "the file prints no number",
    ),
    ("《清河县节水方案》（清政〔2024〕3号）", "清政[2024]3号\n", "清河县节水行动方案", True, "the number decides"),
    ("《清河县节水行动方案》（清政〔2024〕3号）", "清政〔2021〕9号\n", "清河县节水行动方案", False, "another number"),
    ("《节水行动方案》", "", "清河县节水行动方案", True, "its place left out"),
    ("《节水行动方案》", "", "北山县节水行动方案", False, "another county's"),
    ("《清河县节水行动方案实施细则》", "", "清河县节水行动方案", False, "part of a longer title"),
]


@pytest.mark.parametrize("engine", ["embedded", "neo4j"])
@pytest.mark.parametrize(("cited", "number", "title", "there", "note"), CITED, ids=[case[-1] for case in CITED])
def test_cited(
    request: pytest.FixtureRequest, engine: str, cited: str, number: str, title: str, there: bool, note: str
) -> None:
    store: Store = request.getfixturevalue(f"{engine}_store")
    for text in (CITING.format(cited=cited), HELD.format(number=number, title=title)):
        store.load(build(extract_text(text)))
    (row,) = ask(store, "citations", document="水利工作要点").rows
    assert row["loaded"] is there, note
