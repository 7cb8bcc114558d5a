"""Signs: characters that open a line and are no letter, figure, bracket, quote or stop (❖ ➤ ✅ ▷ →, - with a blank)."""

import re

# As the inside of a class of characters: what no sign is, and what is one only with a blank or a label behind it.
NO_SIGN_BEFORE_LABEL = r"\w\s，。；：、！？…“”‘’\"'《》〈〉（）〔〕［］【】「」『』%‰℃℉°/\\|#—<~=&$￥．."
LOOSE = r"\-+*>"
NO_SIGN = NO_SIGN_BEFORE_LABEL + LOOSE
_SIGN = re.compile(rf"[ \u3000]*(?:([^{NO_SIGN}])\ufe0f?[ \u3000]*|([{LOOSE}])[ \u3000]+)(?=[\w“《【（])")


def sign_at(folded: str, at: int, end: int) -> re.Match[str] | None:
    """The sign that opens the text ``at:end``, with the blanks behind it; None where a letter or a mark does."""
    return _SIGN.match(folded, at, end)


def sign_of(match: re.Match[str]) -> str:
    """The character of a sign that `sign_at` found."""
    return match[1] or match[2]
