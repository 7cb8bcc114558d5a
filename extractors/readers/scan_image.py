"""What is seen on the picture of a page besides its letters: how far it lies askew, and the lines that are drawn."""

from typing import TYPE_CHECKING, Any

from extractors.readers.pdf_tables import Edge, edge_between

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_SKEW = 5.0  # degrees; beyond this a page was photographed, not scanned
MIN_SKEW = 0.2


def deskewed(image: "NDArray[Any]") -> "NDArray[Any]":
    """The page turned upright by the angle at which its rows of ink are sharpest."""
    import cv2

    angle = _skew(image)
    if abs(angle) < MIN_SKEW:
        return image
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned: NDArray[Any] = cv2.warpAffine(image, turn, (width, height), borderValue=(255, 255, 255))
    return turned


def _skew(image: "NDArray[Any]") -> float:
    """Degrees counted against the clock: the profile of rows has the greatest contrast when lines lie level."""
    import cv2
    import numpy as np

    ink = _ink(image)
    shrink = 600 / max(ink.shape)
    small = cv2.resize(ink, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else ink
    height, width = small.shape
    if not small.any():
        return 0.0

    def contrast(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = cv2.warpAffine(small, turn, (width, height)).sum(axis=1, dtype=np.float64)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    coarse = max(np.arange(-MAX_SKEW, MAX_SKEW + 0.1, 0.5), key=contrast)
    best = max(np.arange(coarse - 0.4, coarse + 0.45, 0.1), key=contrast)
    return float(best) if contrast(float(best)) > 1.05 * contrast(0.0) else 0.0


def _ink(image: "NDArray[Any]") -> "NDArray[Any]":
    """White where the page is dark."""
    import cv2

    dark = 255 - cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ink: NDArray[Any] = cv2.adaptiveThreshold(dark, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 31, -12)
    return ink


def drawn_edges(image: "NDArray[Any]", scale: float) -> list[Edge]:
    """The long upright and level lines of a page, in points; `scale` pixels make a point. Empty without a grid."""
    import cv2
    import numpy as np

    ink = _ink(image)
    reach = max(int(28 * scale), 10)  # longer than any stroke of a letter
    edges: list[Edge] = []
    for orientation, size in (("h", (reach, 1)), ("v", (1, reach))):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
        # A scan breaks lines and lets them wander by a pixel: closed along the line, thickened across it first.
        across = np.ones((3, 1) if orientation == "h" else (1, 3), np.uint8)
        along = np.ones((1, 9) if orientation == "h" else (9, 1), np.uint8)
        kept = cv2.morphologyEx(
            cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, along), across), cv2.MORPH_OPEN, kernel
        )
        count, _, stats, _ = cv2.connectedComponentsWithStats(kept)
        for x, y, width, height, _ in stats[1:count]:
            x0, y0, x1, y1 = (float(v) / scale for v in (x, y, x + width, y + height))
            if orientation == "h" and y1 - y0 < 8:
                edges.append(edge_between("h", x0, x1, (y0 + y1) / 2, (y0 + y1) / 2))
            elif orientation == "v" and x1 - x0 < 8:
                edges.append(edge_between("v", (x0 + x1) / 2, (x0 + x1) / 2, y0, y1))
    uprights = sum(edge["orientation"] == "v" for edge in edges)
    return edges if uprights > 1 and len(edges) - uprights > 1 else []
