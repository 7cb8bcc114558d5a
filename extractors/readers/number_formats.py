"""Numbers of a workbook as they are shown: 0.95 under 0.0% is 95.0%, 45473 under a date 2024年6月30日.

Source: ECMA-376 part 1, 18.8.30 (built-in formats) and 18.8.31 (format codes). Dates are written in the Chinese form.
"""

import re
from datetime import datetime, timedelta

# The built-in formats that workbooks refer to by number only; those of dates in Chinese editions are 27 to 36, 50 to 58.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "yyyy/m/d", 16: "m/d",
    17: "yyyy/m", 22: "yyyy/m/d", 27: "yyyy/m", 28: "m/d", 29: "m/d", 30: "yyyy/m/d", 31: "yyyy/m/d", 36: "yyyy/m",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 50: "yyyy/m", 51: "m/d", 52: "yyyy/m", 53: "m/d",
    54: "m/d", 55: "yyyy/m", 56: "m/d", 57: "yyyy/m", 58: "m/d",
}  # fmt: skip
_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_LAST_DAY = 2_958_465  # 9999-12-31


def shown(value: float, code: str, since_1904: bool = False) -> str:
    """`value` as the format `code` shows it; what a code is not understood for is shown as General."""
    code = _ASIDE.sub("", code).split(";")[0]
    bare = _LITERAL.sub("", code).lower()
    if re.search("[yd]", bare) or re.search(r"(?<![hs:])m(?!.*[hs:])", bare):
        return _date(value, bare, since_1904) or general(value)
    places = re.search(r"[0#?](?:\.([0#?]+))?(?=[^0#?.]*$)", bare)
    if places is None or re.search(r"[hse/]|general", bare):
        return general(value)
    percent = "%" in bare
    number = f"{value * 100 if percent else value:.{len(places[1] or '')}f}"
    least = len(re.sub(r"[^0]", "", bare.split(".")[0]))
    whole, point, rest = number.partition(".")
    if "#" in (places[1] or ""):
        rest = rest.rstrip("0")
    number = whole.zfill(least) + (point + rest if rest else "")
    before, after = re.split(r"[0#?,.]+", code, maxsplit=1)[0], re.split(r"[0#?,.]+", code)[-1]
    return _literal(before) + number + _literal(after)


def general(value: float) -> str:
    """A number without a format: whole ones without a point."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.11g}"


def _literal(code: str) -> str:
    return _LITERAL.sub(lambda m: m[1] if m[1] is not None else m[2], code)


def _date(value: float, bare: str, since_1904: bool) -> str | None:
    if not 1 <= value <= _LAST_DAY:
        return None
    day = (datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)) + timedelta(days=int(value))
    text = f"{day.year}年" if "y" in bare else ""
    text += f"{day.month}月" if "m" in bare else ""
    return text + (f"{day.day}日" if "d" in bare else "")
