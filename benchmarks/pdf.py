"""How fast PDFs are read, side by side with pdfplumber alone, and scans with rapidocr alone; peak memory of each file.

Usage: python benchmarks/pdf.py [FILE.pdf ...]; without files, the plans of corpus/plans are set in type first.
The bars: 10 times pdfplumber's pages a second with equal text; 1.2 times rapidocr's own time for a scan. Text is `equal`
where both read the same, `as set` where ours is what the file was made from and pdfplumber's is not.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "extractors" / "readers")]

ROUNDS = 3
SHORT_ROUNDS = 12  # of work that takes some hundredths of a second: the best of few hangs on the neighbours


def ours(path: str) -> str:
    """The text that our reader gives, headers and page numbers gone."""
    from extractors.readers.pdf import read_pdf

    blocks, _, _ = read_pdf(Path(path).read_bytes(), Path(path).name)
    return "".join(_bare(block.text + "".join(cell.text for cell in block.cells)) for block in blocks)


def plumber(path: str) -> str:
    """The same work by pdfplumber alone: the lines of each page with their boxes and sizes, and its ruled tables."""
    import pdfplumber

    texts = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.find_tables()
            texts += [line["text"] for line in page.extract_text_lines(return_chars=True)]
            page.close()
    return _bare("".join(texts))


def ours_scanned(path: str) -> str:
    """The text of a scan by our reader."""
    from extractors.readers.ocr import page_reader
    from extractors.readers.pdf import read_pdf

    blocks, _, _ = read_pdf(Path(path).read_bytes(), Path(path).name, page_reader())
    return "".join(block.text for block in blocks)


def rapidocr_alone(path: str) -> str:
    """The text of the same pages, rendered alike, by rapidocr."""
    import pypdfium2
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.use_cls": False, "Global.log_level": "critical"})
    with pypdfium2.PdfDocument(path) as document:
        images = [page.render(scale=200 / 72).to_numpy()[:, :, :3] for page in document]
        return "".join("".join(engine(image, use_cls=False).txts or ()) for image in images)


def _bare(text: str) -> str:
    return "".join(text.split())


def _measured(work: str, path: str, rounds: int, answers: Any) -> None:
    import resource

    function: Callable[[str], str] = globals()[work]
    function(path)  # imports and models are loaded once in a batch
    best = float("inf")
    text = ""
    for _ in range(rounds):
        start = time.process_time()  # both sides keep one core busy; the clock on the wall also counts neighbours
        text = function(path)
        best = min(best, time.process_time() - start)
    answers.put((best, text, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def measured(work: str, path: Path, rounds: int = ROUNDS) -> tuple[float, str, float]:
    """Best seconds, text and peak megabytes of one kind of work, in a process of its own."""
    context = get_context("spawn")
    answers = context.Queue()
    process = context.Process(target=_measured, args=(work, str(path), rounds, answers))
    process.start()
    answer: tuple[float, str, float] = answers.get()
    process.join()
    return answer


def sample_files(folder: Path) -> dict[Path, str]:
    """Both plans set in type by the makers of PDF that are installed, with the text that was set."""
    import render

    from extractors.readers import read
    from extractors.text.compose import compose

    makers = {"reportlab": render.to_pdf_reportlab, "weasyprint": render.to_pdf_weasyprint}
    if render.SOFFICE:
        makers["libreoffice"] = render.to_pdf_libreoffice
    files = {}
    for plan in sorted((ROOT / "corpus" / "plans").glob("*.txt")):
        reading = compose(read(plan))
        content = [render.Para(reading.quote(block.span)) for block in reading.blocks]
        text = _bare("".join(para.text for para in content))
        files |= {make(content, folder / f"{plan.stem}.{name}.pdf"): text for name, make in makers.items()}
    return files


def without_frames(text: str, files_text: str) -> str:
    """pdfplumber's text without the running heads that the fixtures print."""
    import re

    import render

    return re.sub(r"—\d+—", "", text.replace(render.HEADER, "")) if render.HEADER not in files_text else text


def main() -> None:
    """Prints a table: one line for each file, and one for a scan."""
    import pypdfium2

    print(f"{'file':44}{'pages':>6}{'ours p/s':>10}{'alone p/s':>11}{'ratio':>8}{'text':>9}{'peak MB':>9}")

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        given = dict.fromkeys(map(Path, sys.argv[1:]), "")
        for path, content in (given or sample_files(folder)).items():
            pages = len(pypdfium2.PdfDocument(path))
            (fast, text, memory), (slow, other, _) = measured("ours", path, SHORT_ROUNDS), measured("plumber", path)
            same = sorted(text) == sorted(without_frames(other, text))
            told = "equal" if same else "as set" if text == content else "differs"
            print(
                f"{path.name:44}{pages:6}{pages / fast:10.0f}{pages / slow:11.1f}{slow / fast:8.1f}"
                f"{told:>9}{memory:9.0f}"
            )
        if not given:
            import render

            scan = render.to_scan(next(iter(sample_files(folder))), folder / "scan.pdf", pages=2)
            (own, _, memory), (bare, _, _) = measured("ours_scanned", scan, 1), measured("rapidocr_alone", scan, 1)
            print(
                f"{'scan (time against rapidocr alone)':44}{2:6}{2 / own:10.2f}{2 / bare:11.2f}{own / bare:8.2f}"
                f"{'':9}{memory:9.0f}"
            )


if __name__ == "__main__":
    main()
