"""Which region a region is part of."""

import pytest

from graph.regions import parents


@pytest.mark.parametrize(
    ("region", "above"),
    [
        ("新郑市", ("郑州市", "河南省")),
        ("郑州市", ("河南省",)),
        ("河南省", ()),
        ("济源市", ("河南省",)),  # directly under the province
        ("江岸区", ("武汉市", "湖北省")),
        ("西城区", ("北京市",)),
        ("浦东新区", ("上海市",)),
        ("鼓楼区", ()),  # of several cities
        ("开封市鼓楼区", ("开封市", "河南省")),
        ("河南省开封市鼓楼区", ("开封市", "河南省")),
        ("河南省鼓楼区", ("开封市", "河南省")),
        ("河南省郑州市", ("河南省",)),
        ("武汉市鼓楼区", ()),
        ("郑州航空港经济综合实验区", ()),
        ("甲市", ()),
        ("", ()),
    ],
)
def test_parents(region: str, above: tuple[str, ...]) -> None:
    assert parents(region) == above
