"""Names of units: what is one (市住房和城乡建设局), what begins one and what closes one.

Names end in words of institution. All functions take folded text and offsets into it; lists of names are cut up by
`extractors.words.lists`.
"""

import re
from functools import cache, lru_cache

from extractors.lexicon import alternation, words
from extractors.records import Span
from extractors.words.persons import is_person


@cache
def _ends_in(*keys: str) -> re.Pattern[str]:
    every = sum((words("units.yaml", key) for key in keys), ())
    return re.compile(rf"(?:{alternation(every)})(?:（[^（）]*）|〔[^〔〕]*〕)?$")


@cache
def _collective() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('units.yaml', 'collective'))})")


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('units.yaml', 'prefixes') + words('units.yaml', 'collective'))})")


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('units.yaml', 'lead_in'))})")


@cache
def last_characters() -> str:
    """The characters in which names of units end, for a class of a regular expression."""
    every = words("units.yaml", "strong") + words("units.yaml", "weak")
    return "".join(sorted({word[-1] for word in every}))


_NEVER_INSIDE = re.compile(
    r"[。！？：《》%‰…—|]|\d{3,}(?!\d*[\u4e00-\u9fa5]*热线)|[要应须](?:求|把|对|将|加|做|按|会|主)"
    r"|会同|为单位$|[全内外]部$|[申举兴领]办$|(?:部门|局|厅)(?:建设(?![科股处站中管委部])|推动|编制|打造|举办)|(?:推动|委托|督促|建立|开设|负责|牵头(?!医院|学校|高校|院校|企业|机构|院所|幼儿园)|完成|开展|确保|制定|加强|提高|每月|每季|每年|以上|以下|以内|之前|底前|日前)(?!.{0,8}(?:局|委|厅|办|中心|组|公司|处|站|科|室|会|部|集团|专班)$)"
)
# A clause about units, not a name: 督促生产企业, 设在县民政局, 鼓励社会组织.
_VERB_FIRST = re.compile(
    r"的|上一|所列|[列纳计]入|督促|鼓励|支持|引导|推动|设在|挂靠|设立|成立|加强|强化|发挥|依托|动员|发动|招募|吸引|争取|申请|请求|取得|获得|寻求|接受|借助|对接|报请|提请|号召|邀请|要求|指导(?!委|中心|站|办)|支撑|面向|针对|通过|利用|聚焦|围绕|培育|打造|推进(?!办|组|领|委|中)|深入|充分|积极|全力|合力|奋力|开工|续建|以?下简称|进一步|确保|健全|完善|建立|建成|新建|新增"
)
_ROLE_NOUN = re.compile(
    r"(?:.{0,12}的)?(?:各)?(?:主要|共同|第一|协同|具体|直接)?(?:牵头|责任|配合|参与|协同|协办|主办|承办|成员|落实|实施)(?:单位|部门|科室|主体)$"
)
# 养老服务中心3处 is a count of things, X对本辖区 the start of what it answers for.
_DATED = re.compile(
    r"\d+(?:余|多)?[个处所家座条项名部台套]$|对(?:本|其|该|所|各自)|(?:达到|达|满|共)\d|按每|[年月日]底?前|\d+月\d+日|年内"
)
_BARE_BRACKET = re.compile(r"[（〔][^（）〔〕]*[）〕]")
LONGEST = 41  # characters: what is as long is no name


@lru_cache(maxsize=8192)
def is_unit(name: str) -> bool:
    """Whether folded `name` may be a unit's in a list: it ends in a word of institution and holds no sentence."""
    if not 2 <= len(name) < LONGEST or name in words("units.yaml", "never"):
        return False
    bare = _BARE_BRACKET.sub("", name)
    if _ROLE_NOUN.match(bare) or _DATED.search(bare) or _VERB_FIRST.match(bare) or is_person(bare):
        return False
    if _NEVER_INSIDE.search(bare) or not re.search(r"[一-龥]", bare):
        return False
    if _ends_in("strong", "weak").search(name) or _ends_in("strong", "weak").search(bare):
        return True
    return name.startswith("各") and name.endswith(words("units.yaml", "bodies"))


def may_be_name(name: str) -> bool:
    """Whether a chunk behind a label may be a name that the lexicon does not know."""
    if name in words("units.yaml", "never"):
        return False
    return bool(re.fullmatch(r"[一-龥A-Za-z\d“”（）〔〕·]{2,30}", name)) and not re.search(
        r"\d{4}年|\d月|以上|以下|不低于|不少于|达到|实现|纳入|全覆盖|处以|补助|奖励|\d+(?:米|元|户|家|个|项|次|天|%)|下同|不分先后|牵头单位|责任单位|配合单位|联系电话|^\d+$|[0-9]{5,}",
        name,
    )


@lru_cache(maxsize=8192)
def is_strong_unit(name: str) -> bool:
    """Whether `name` is a unit's wherever it stands: a strong ending, or a tier's prefix or 各 with any ending."""
    if not is_unit(name):
        return False
    bare = _BARE_BRACKET.sub("", name)
    if _collective().match(bare) and _ends_in("strong", "weak").search(bare):
        return True
    return bool(
        len(bare) >= 3
        and (_ends_in("strong").search(bare) or (_prefix().match(bare) and _ends_in("strong", "weak").search(bare)))
    )


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"[一-龥]{{2,12}}?(?:{alternation(words('units.yaml', 'office'))})$")


def is_office(name: str) -> bool:
    """Whether a unit's name is that of an office inside a body (医政处, 法制科): sure where only a list of units can stand."""
    return is_unit(name) and _office().match(_BARE_BRACKET.sub("", name)) is not None


@cache
def _branch() -> re.Pattern[str]:
    return re.compile(rf"[一-龥]{{2,}}(?:{alternation(words('units.yaml', 'branch'))})$")


def is_branch(name: str) -> bool:
    """Whether `name` is that of a branch (邮储银行市分行, 国网云溪供电公司): a unit for certain without a tier in front."""
    return _branch().match(name) is not None


def is_organ(name: str) -> bool:
    """Whether a name is that of an organ (局, 委, 办 …), which carries out something wherever it stands."""
    return name.endswith(words("units.yaml", "organ"))


def may_begin(folded: str, at: int) -> bool:
    """Whether a name with a tier's prefix, or a word that leads in to one (由, 请), may begin at `at`."""
    return bool(_prefix().match(folded, at) or _lead_in().match(folded, at) or folded[at : at + 1] in (" ", "\u3000"))


def has_prefix(name: str) -> bool:
    """Whether `name` begins with a tier of government or as a collective."""
    return bool(_prefix().match(name))


BARE = ("单位", "科室", "机构")  # 省直有关部门和单位: one collective


def joins_names(left: str, right: str) -> bool:
    """Whether 和, 及 or the like between two stretches of a list joins two names and belongs to none."""
    begins = _lead_in().match(left)
    name = left[begins.end() :] if begins else left
    if not name or not is_unit(name) or (left.endswith("部门") and right.startswith(BARE)):
        return False
    if _ends_in("strong").search(left) and len(left) >= 3:
        return (bool(right) and not re.fullmatch(r"[一-龥]{1,6}(?:局|委|厅)", right)) or is_strong_unit(right)
    return bool(_prefix().match(right)) or bool(_collective().match(left))


def trimmed(folded: str, start: int, end: int) -> Span:
    """A chunk without the words before a name (由, 会同) and without 等 behind it."""
    while match := _lead_in().match(folded, start, end):
        if match.end() >= end or is_named_so(folded[start:end]):
            break
        start = match.end()
    while end > start and folded[end - 1] in "等的 \u3000：":
        end -= 1
    # 市民政局、市教育局两家单位: how many there are belongs to none.
    counted = _COUNTED.search(folded, max(start, end - 8), end) if folded[end - 1 : end] in "位门" else None
    if counted and is_unit(folded[start : counted.start()].rstrip("等")):
        end = counted.start() - (folded[counted.start() - 1] == "等")
    return Span(start, end)


_COUNTED = re.compile("(?:[两二三四五六七八九十]|[0-9]{1,2})[个家]?(?:责任|成员|主管|职能)?(?:单位|部门)$")


def is_named_so(name: str) -> bool:
    """A name that only looks as if it began with a conjunction (和平区政府, 与民镇)."""
    return bool(re.match(r"和(?![各有相其全])[一-龥]{1,2}(?:县|区|市|镇|乡|街道)", name)) or bool(
        re.match(r"联合(?:会|国|征|大)", name)
    )
