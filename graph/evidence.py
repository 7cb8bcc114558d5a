"""What speaks for a county measure carrying a city measure: each function looks at one thing.

Every function takes a `View` of the two plans and a pair of places, and returns a score between 0 and 1 with a reason
in Chinese, or None where it has nothing to say. What a score is worth stands in ``lexicon/links.yaml``.
"""

from collections.abc import Callable, Sequence

from extractors.words.institutions import fields
from graph.counterparts import Evidence, counterpart, is_collective
from graph.meaning import NOTHING
from graph.printed import shared_words
from graph.quoting import quote, shortened
from graph.seen import View
from graph.terms import matter_words

# What a single matter in common is worth of its weight.
ONE_MATTER = 0.6
# From this nearness on two measures mean the same.
MEANS_THE_SAME = 0.6
# What a unit tells that leads on one side only.
HALF = 0.5


def wording(view: View, upper: int, lower: int) -> Evidence | None:
    """The same rare words in both measures, counted both ways."""
    likeness = view.likeness.get((upper, lower))
    if likeness is None:
        return None
    first, second = view.uppers[upper], view.lowers[lower]
    words = shared_words(first.whole, second.whole, view.upper_terms[upper], view.lower_terms[lower])
    return Evidence(likeness.both, "共有内容：" + "、".join(words) if words else "用词相近")


def matter(view: View, upper: int, lower: int) -> Evidence | None:
    """Both speak of the same matters of policy, in whatever words."""
    likeness = view.matters.get((upper, lower))
    if likeness is None:
        return None
    ours, theirs = view.upper_matters[upper], view.lower_matters[lower]
    common = sorted((word for word in ours if word in theirs), key=lambda word: (-ours[word], word))
    said, answered = (matter_words(side.whole) for side in (view.uppers[upper], view.lowers[lower]))
    words = [said[key] if said[key] == answered[key] else f"{said[key]}／{answered[key]}" for key in common[:4]]
    # One matter in common may be chance; two and more are hardly.
    return Evidence(likeness.both * (1.0 if len(common) > 1 else ONE_MATTER), "同一事项：" + "、".join(words))


def meaning(view: View, upper: int, lower: int) -> Evidence | None:
    """Both mean the same, as an encoder of sentences tells: of all evidence the one that looks at no word."""
    near = view.meanings.get((upper, lower), 0.0)
    if near <= NOTHING:
        return None
    score = min(1.0, (near - NOTHING) / (MEANS_THE_SAME - NOTHING))
    return Evidence(score, f"语义相近（{near:.2f}）")


def containment(view: View, upper: int, lower: int) -> Evidence | None:
    """One measure stands within the other: two into one, one into two."""
    likeness = view.likeness.get((upper, lower))
    if likeness is None or max(likeness) < 0.2:
        return None
    which = "下级举措含有上级举措的内容" if likeness.upper >= likeness.lower else "上级举措含有下级举措的内容"
    return Evidence(max(likeness), f"{which}（{max(likeness):.0%}）")


def passage(view: View, upper: int, lower: int) -> Evidence | None:
    """A sentence of each is the other's nearest in the whole of both plans."""
    found = view.passages.get((upper, lower))
    if found is None:
        return None
    return Evidence(found.likeness.both, f"{quote(found.upper)}与{quote(found.lower)}互为最接近的语句")


def clause(view: View, upper: int, lower: int) -> Evidence | None:
    """A clause of one measure stands in the other, and in no other measure nearly as well."""
    found = view.clauses.get((upper, lower))
    return Evidence(found[0], f"{quote(found[1])}只在此处有对应") if found else None


def title(view: View, upper: int, lower: int) -> Evidence | None:
    """The titles of the two tasks name the same thing; worth less where a task holds several measures."""
    first, second = view.uppers[upper], view.lowers[lower]
    ours, theirs = view.rarity.weigh(first.title), view.rarity.weigh(second.title)
    common = sum(weight for term, weight in ours.items() if term in theirs)
    if not common:
        return None
    score = common / min(sum(ours.values()), sum(theirs.values()))
    if score < 0.3:
        return None
    names = dict.fromkeys(shortened(side.item.task.title) for side in (first, second))
    reason = f"任务名称{'相近' if len(names) > 1 else '相同'}：{'／'.join(names)}"
    return Evidence(score / max(first.shared_by, second.shared_by), reason)


def indicator(view: View, upper: int, lower: int) -> Evidence | None:
    """Both set a target for one indicator."""
    found = view.indicators.get((upper, lower))
    return Evidence(1.0, "同一指标：" + "、".join(found)) if found else None


def quoted(view: View, upper: int, lower: int) -> Evidence | None:
    """A name in quotation marks (“二次四分法”) that few measures use stands in both."""
    theirs = view.lowers[lower].quoted
    common = [word for word in view.uppers[upper].quoted if word in theirs]
    rare = [word for word in common if sum(word in other.quoted for other in view.uppers) <= 2]
    return Evidence(1.0, "同提“" + "”“".join(rare[:2]) + "”") if rare else None


def lead(view: View, upper: int, lower: int) -> Evidence | None:
    """The leads are counterparts, or of one field; says more the fewer measures that unit leads.

    Who leads on one side and takes part on the other tells half as much.
    """
    best: Evidence | None = None
    first, second = view.uppers[upper], view.lowers[lower]
    for ours in first.leads:
        for theirs in second.leads:
            found = counterpart(ours, theirs)
            reason = found.reason
            if found.score < 0.5:
                if not fields(ours) & fields(theirs):
                    continue
                reason = f"{ours}与{theirs}同属一个领域"
            score = 1.0 - 0.8 * view.led.get(ours, 0.0)
            if best is None or score > best.score:
                best = Evidence(score, reason)
    if best is not None or not view.meanings:
        return best
    # Only between plans in other words: large plans name the same units everywhere.
    return _takes_part(first.leads, second.units) or _takes_part(first.units, second.leads)


def _takes_part(uppers: Sequence[str], lowers: Sequence[str]) -> Evidence | None:
    for ours in uppers:
        for theirs in lowers:
            found = counterpart(ours, theirs)
            if found.score >= 0.5 and not is_collective(ours):
                return Evidence(HALF, f"{found.reason}，一方牵头、一方参与")
    return None


FUNCTIONS: dict[str, Callable[[View, int, int], Evidence | None]] = {
    "wording": wording,
    "containment": containment,
    "passage": passage,
    "clause": clause,
    "title": title,
    "indicator": indicator,
    "quoted": quoted,
    "lead": lead,
    "matter": matter,
    "meaning": meaning,
}
