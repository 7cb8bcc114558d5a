"""Units that sentences charge beside a statement (…，县委党校要将…纳入培训). Source: LABELLING.md, "Units and roles"."""

import re

from extractors.records import Role, Span
from extractors.responsibility.doing import NOBODY
from extractors.responsibility.subjects import TIERED, charged_in, sentences
from extractors.words.names import is_strong_unit

_MUST = "要(?!求|点|素|闻)|应当?(?!急|用|对)|须|负责"
_MODAL = re.compile(rf"(?:、[^，。；]{{2,30}}?)?(?:{_MUST})")
# What a sentence holds that charges a unit beside the statement.
_CHARGING = re.compile(rf"{_MUST}|牵头|请(?<![申邀聘报提]请)")
# Names without a tier that can only be institutions, and not 企业, 部门, 单位 as such: 中小学校要…, 园区管委会应….
_OF_A_KIND = re.compile(
    r"^(?!各级|有关|相关|牵头|责任|配合|主管).+(?:管委会|中小学|学校|幼儿园|医院|卫生院|居委会|村委会|[一-龥]{2}科|支行|供电公司)$"
)


def charged_beside(folded: str, texts: list[Span], units: list[tuple[Span, Role]]) -> list[tuple[Span, Role]]:
    """The units that sentences of a text charge beside its statement (…，县委党校要将…纳入培训).

    A subject that leads (X牵头，年底前完成…) is taken where the statement names no lead; others need a tier's name.
    Where it only says who supports (X开通…；Y予以便利。), the subjects are those who carry it out.
    """
    aided = all(role == "supporting" for _, role in units)
    told = [
        sentence
        for text in texts
        if aided or _CHARGING.search(folded, *text)
        for sentence in sentences(folded, text)
        if aided or _CHARGING.search(folded, *sentence)
    ]
    if not told:
        return []
    named = {folded[span.start : span.end] for span, _ in units}
    led = any(role == "lead" for _, role in units)
    out: list[tuple[Span, Role]] = []
    for span, role in (pair for sentence in told for pair in charged_in(folded, *sentence)):
        name = folded[span.start : span.end]
        charged = _MODAL.match(folded, span.end) is not None and (
            TIERED.match(name) is not None or _OF_A_KIND.search(name) is not None
        )
        carries = aided and NOBODY.match(name) is None
        # 请蓝屿区政府同步抓好…
        charged = charged or (folded.endswith("请", 0, span.start) and is_strong_unit(name) and not NOBODY.match(name))
        if name not in named and (carries or (role == "lead" and not led) or (role == "responsible" and charged)):
            out.append((span, role))
            named.add(name)
    return out
