"""The words for a comparison's verdicts: what people read and may type, where programs are given the codes."""

LINKS = {"carried": "已承接", "partly": "部分承接", "missing": "未承接", "not-applicable": "不适用"}
TARGETS = {
    "below": "低于上级", "missing": "没有提", "unquantified": "没有定量", "equal": "相等", "above": "高于上级",
    "share": "承担一部分", "not-comparable": "不可比", "not-applicable": "不适用",
}  # fmt: skip
LEADS = {"differs": "不同", "missing": "没有牵头", "extended": "增加了牵头", "same": "一致"}
# A lead that differs or is missing, where another task for the same measure of the city has its counterpart.
ELSEWHERE = "另一任务对应"
DEADLINES = {"later": "更晚", "same": "相同", "earlier": "更早", "unknown": "无法判断"}


def code(words: str, spoken: dict[str, str]) -> str:
    """The code that `words` stand for in `spoken` (one of the tables above); anything else stays as it is."""
    return next((verdict for verdict, said in spoken.items() if said == words), words)
