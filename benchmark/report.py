"""The sections of pages of docs, each written by one benchmark."""

import os
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs/Benchmarks.md"
IMAGES = PAGE.parent / "images"


def processor() -> str:
    """Name this machine's processor, its family and model, and the number of cores in use."""
    cores = f"{len(os.sched_getaffinity(0))} cores"
    lines = Path("/proc/cpuinfo").read_text().partition("\n\n")[0].splitlines()
    facts = {
        name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    if "model name" not in facts:
        return cores
    kind = f"family {facts.get('cpu family')}, model {facts.get('model')}"
    return f"{facts['model name']} ({kind}), {cores}"


def table(header: list[str], rows: list[list[str]], words: int = 1) -> str:
    """Format rows as a Markdown table.

    Parameters
    ----------
    header : list of str
        A title for each column.
    rows : list of list of str
        The cells of each row.
    words : int
        How many columns, from the left, hold words; the others hold numbers.
    """
    rule = ["---"] * words + ["--:"] * (len(header) - words)
    lines = [header, rule, *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def write_section(command: str, text: str, page: Path = PAGE) -> None:
    """Replace the section of a page that `command` generates.

    Raises
    ------
    ValueError
        If the page has no such section.
    """
    begin, end = f"<!-- `{command}` -->\n", f"<!-- end of `{command}` -->\n"
    content = page.read_text()
    head, found, rest = content.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{page} must have a section between {begin!r} and {end!r}")
    page.write_text(f"{head}{begin}{text.strip()}\n{end}{tail}")
