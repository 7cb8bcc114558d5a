"""What a government department does, read from its name: 市科工信局 does science and industry.

The knowledge (functions, their names and short forms, suffixes) lies in ``lexicon/institutions.yaml``; here is how a
name is taken apart: level or place, core, suffix; the core is then cut into known names by the cheapest cutting, so
that a merged county bureau carries the functions of all that it merged.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

import yaml

from extractors.frozen import frozen

LEXICON = Path(__file__).parent.parent / "lexicon" / "institutions.yaml"

# 市、县、区 as a bare level, party committees (市委组织部), and a place's full name (溪口县, 江岸区) before a bureau.
LEVEL = re.compile(r"(?:国家|全国|省|自治区|市|州|盟|地区|县|区|旗|镇|乡)(?=.)")
PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,5}?(?:省|自治区|自治州|地区|新区|林区|自治县|开发区|高新区|经开区|市|州|盟|县|区|旗)(?=.{2})"
)
COMMITTEE = re.compile(r"(?:省|市|州|县|区|旗|地)委(?=.{2})")
BRANCH = re.compile(r"(?<=[局司队])[\u4e00-\u9fff]{2,6}?(?:市|县|区|新区)?(?=(?:分局|分公司|大队|支队)$)")
# A station, centre, institute or school; courts are authorities, 司法所 and the like a department's own offices.
INSTITUTION = re.compile(r"(?:站|中心|(?<!法)(?<!检察)院|馆|(?<!办公)室|校|园|研究所|检测所|检验所)$")
BRACKET = re.compile(r"[（(〔\[]([^）)〕\]]*)[）)〕\]]")


# The suffixes of ordinary departments, and how `canonical` writes them.
SHORT_SUFFIX = {
    "局": "局",
    "管理局": "局",
    "服务局": "局",
    "事务局": "局",
    "保障局": "局",
    "委": "委",
    "委员会": "委",
    "厅": "厅",
    "部": "部",
    "办": "办",
    "办公室": "办",
}


class LexiconError(ValueError):
    """A data file is wrong: the message names file, key and value."""


@frozen
class Institutions:
    """The lexicon: `names` maps every name to its functions, `weak` holds those that count in full cuttings only."""

    titles: dict[str, str]
    names: dict[str, frozenset[str]]
    weak: frozenset[str]
    suffixes: tuple[str, ...]
    fillers: frozenset[str]


def load(path: Path = LEXICON) -> Institutions:
    """Read and check a lexicon of institutions; raises LexiconError naming file, key and value."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(data, dict) or set(data) != {"functions", "suffixes", "fillers"}:
        raise LexiconError(f"{path.name}: expected the keys functions, suffixes, fillers")
    names: dict[str, set[str]] = {}
    titles: dict[str, str] = {}
    weak: set[str] = set()
    for key, entry in data["functions"].items():
        if not isinstance(entry, dict) or not set(entry) <= {"title", "strong", "weak"} or "strong" not in entry:
            raise LexiconError(f"{path.name}: functions.{key}: expected title, strong, weak, found {entry!r}")
        titles[key] = _word(path, f"functions.{key}.title", entry.get("title"))
        for grade in ("strong", "weak"):
            for name in entry.get(grade) or ():
                names.setdefault(_word(path, f"functions.{key}.{grade}", name), set()).add(key)
                if grade == "weak":
                    weak.add(name)
    for key in ("suffixes", "fillers"):
        for word in data[key]:
            _word(path, key, word)
    return Institutions(
        titles,
        {name: frozenset(keys) for name, keys in names.items()},
        frozenset(weak),
        tuple(sorted(data["suffixes"], key=len, reverse=True)),
        frozenset(data["fillers"]),
    )


def _word(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value or value != value.strip():
        raise LexiconError(f"{path.name}: {key}: expected a word, found {value!r}")
    return value


@cache
def institutions() -> Institutions:
    """The lexicon that ships with the package, read once."""
    return load()


@lru_cache(maxsize=8192)
def functions(name: str) -> frozenset[str]:
    """The keys of what the unit `name` does, e.g. 市科工信局: industry, science; empty where the lexicon knows none.

    An institution with a task of its own in a department's field (教育技术装备站) does not do what the department does.
    """
    parts = (BRACKET.sub("", name), *BRACKET.findall(name))
    return frozenset().union(*(_read(part)[0] for part in parts if not is_institution(part)))


@lru_cache(maxsize=8192)
def fields(name: str) -> frozenset[str]:
    """The keys of the fields that `name` works in, a department or an institution (教育技术装备站: education)."""
    return frozenset().union(*(_read(part)[0] for part in (BRACKET.sub("", name), *BRACKET.findall(name))))


@lru_cache(maxsize=8192)
def is_institution(name: str) -> bool:
    """Is `name` a station, centre, institute or school of which the lexicon does not know every word?

    教育技术装备站, 农业技术推广中心, 教育科学研究院; but not 大数据中心 or 机关事务中心, which are departments by another name.
    """
    bare = BRACKET.sub("", name)
    return bool(INSTITUTION.search(bare)) and (_read(bare)[2] > 0 or not _read(bare)[0])


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """One spelling for the variants of a name: 市发改委 and 市发展和改革委员会 both give 市发展改革委.

    Level or place stay as printed. A name that the lexicon does not know to the last character comes back unchanged,
    and so does one that is no ordinary department (companies, branches, brackets).
    """
    keys, cut, _ = _read(name)
    if not keys or cut is None or BRACKET.search(name):
        return name
    prefix, middle, suffix, pieces = cut
    if suffix not in SHORT_SUFFIX or prefix + middle + suffix != name or _pieces(middle)[0]:
        return name
    spelled = "".join(_spelling(institutions().names[piece]) or piece for piece in pieces)
    return prefix + spelled + SHORT_SUFFIX[suffix]


@cache
def _spelling(keys: frozenset[str]) -> str | None:
    """What `canonical` writes for a name with these functions: a title, or the first name that has just them."""
    lexicon = institutions()
    if len(keys) == 1:
        return lexicon.titles[next(iter(keys))]
    return next((name for name, found in lexicon.names.items() if found == keys), None)


_COMMITTEE_OF = re.compile(r"(?:省|自治区|市|县|区|州|旗|盟|镇|乡)委$")
_OF_COMMITTEE = re.compile(r"(?:组织|宣传|统战|社会工作|政法|网信|编|老干部)(?:部|委|办|局)$")


def is_cut(left: str, right: str) -> bool:
    """Whether a line's end cut one name in two: together they are known to the last character, the rest alone is not.

    市人力资源和社 | 会保障局 is one name, 市财政局 | 教育局 are two.
    """
    if _COMMITTEE_OF.search(left) and _OF_COMMITTEE.match(right):
        return True
    whole = _is_spelled(left) and (left.endswith(("局", "委", "厅", "办", "部")) or _is_spelled(right))
    return not whole and not (LEVEL.match(right) and _is_spelled(right)) and _is_spelled(left + right)


@lru_cache(maxsize=2048)
def _is_spelled(name: str) -> bool:
    """Whether a name is a department's, made of words that the lexicon knows and of nothing else."""
    bodies = {middle + suffix for _, middle, suffix in _cuts(name)}
    cores = [body[: -len(suffix)] for body in bodies for suffix in institutions().suffixes if body.endswith(suffix)]
    return any(pieces and not unread for unread, pieces in map(_pieces, cores)) and name[0] not in "和与及"


def core(name: str) -> str:
    """The name without brackets, level, place, suffix, place of a branch: 市生态环境局白潭分局 gives 生态环境."""
    return _cuts(BRACKET.sub("", name))[0][1]


Cut = tuple[str, str, str, tuple[str, ...]]


@lru_cache(maxsize=8192)
def _read(name: str) -> tuple[frozenset[str], Cut | None, int]:
    """(functions, cutting, characters unread) by the cheapest cutting over all ways to take off a prefix."""
    lexicon = institutions()
    best: tuple[int, frozenset[str], Cut] | None = None
    for prefix, middle, suffix in _cuts(name):
        unread, pieces = _pieces(middle + suffix if middle + suffix in lexicon.names else middle)
        if unread:
            # A full cutting failed: names with the suffix (组织部, 总工会) or strong ones anywhere still count.
            options = (_pieces(middle + suffix), (unread, pieces))
            unread, pieces = min(options, key=lambda option: (option[0], -len("".join(option[1]))))
        if unread:
            pieces = tuple(p for p in pieces if p not in lexicon.weak)
        if pieces and (best is None or unread < best[0]):
            keys = frozenset().union(*(lexicon.names[piece] for piece in pieces))
            best = (unread, keys, (prefix, middle, suffix, pieces))
    return (best[1], best[2], best[0]) if best else (frozenset(), None, 0)


def _cuts(name: str) -> list[tuple[str, str, str]]:
    """Ways to read `name` as (level or place, core, suffix), the likeliest first."""
    name = BRANCH.sub("", name)
    ends = [""]
    for pattern in (COMMITTEE, PLACE, LEVEL):
        found = pattern.match(name)
        if found:
            ends.append(found[0])
            inner = next((p.match(name, found.end()) for p in (COMMITTEE, LEVEL) if p.match(name, found.end())), None)
            if inner:
                ends.append(name[: inner.end()])
    cuts = []
    for prefix in sorted(set(ends), key=len, reverse=True):
        rest = name[len(prefix) :]
        suffix = next((s for s in institutions().suffixes if rest.endswith(s) and len(rest) > len(s)), "")
        middle = rest[: len(rest) - len(suffix)]
        # 生态环境局白潭分局 has lost its place and holds two suffixes now.
        again = next((s for s in ("局", "公司", "支队") if suffix and middle.endswith(s) and len(middle) > 2), "")
        cuts.append((prefix, middle[: len(middle) - len(again)], suffix))
    return cuts


def _pieces(text: str) -> tuple[int, tuple[str, ...]]:
    """The cutting of `text` into names and fillers with the fewest characters unread, then the fewest pieces."""
    lexicon = institutions()
    best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
    for end in range(1, len(text) + 1):
        options = [(best[end - 1][0] + 1, best[end - 1][1], best[end - 1][2])]
        for start in range(max(0, end - 12), end):
            word = text[start:end]
            unread, count, pieces = best[start]
            if word in lexicon.names:
                options.append((unread, count + 1, (*pieces, word)))
            elif word in lexicon.fillers:
                options.append((unread, count + 1, pieces))
        best.append(min(options, key=lambda option: option[:2]))
    return best[-1][0], best[-1][2]
