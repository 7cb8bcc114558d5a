"""Words of a plan in a reason: quoted as printed, and cut in one way where they are long."""

PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "「": "」", "〔": "〕"}
INNER = str.maketrans("“”", "‘’")
LENGTH = 24
# Characters of a quoted clause where the reason turns on it.
QUOTED = 40


def shortened(text: str, length: int = LENGTH) -> str:
    """`text` without line breaks, of at most `length` characters; … stands for what is left out.

    No quotation and no bracket is cut open: the cut falls before it, where that leaves half of the room filled.
    """
    plain = "".join(text.split())
    if len(plain) <= length:
        return plain
    kept = plain[: length - 1]
    opened: list[tuple[int, str]] = []
    for at, char in enumerate(kept):
        if char in PAIRS:
            opened.append((at, PAIRS[char]))
        elif opened and char == opened[-1][1]:
            opened.pop()
    if not opened:
        return kept.rstrip("，、；：") + "…"
    if opened[0][0] >= length // 2:
        return kept[: opened[0][0]].rstrip("，、；：") + "…"
    return kept + "…" + "".join(close for _, close in reversed(opened))


def quote(text: str, length: int = LENGTH) -> str:
    """`text`, shortened, in quotation marks; its own become single ones."""
    return f"“{shortened(text, length).translate(INNER)}”"
