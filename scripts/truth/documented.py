"""The queries of docs/inputs.md, so that what is documented is what is checked."""

import pathlib
import re

DOCUMENT = pathlib.Path(__file__).resolve().parent.parent.parent / "docs/inputs.md"


def query(heading: str, start: str, **names: str) -> str:
    """The statement of a section's first block of code, from the word `start` on, with names in place of the document's."""
    section = re.search(rf"^## {re.escape(heading)}$(.*?)^## ", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    block = re.search(r"^```\w*\n(.*?)^```", section[1], re.MULTILINE | re.DOTALL)[1]
    found = re.search(rf"{re.escape(start)}.*?(?=\"(?: >|\n))", block, re.DOTALL)
    if not found:
        raise ValueError(f"docs/inputs.md: no statement that starts with {start} under {heading}")
    sql = found[0]
    for name, value in names.items():
        if name not in sql:
            raise ValueError(f"docs/inputs.md: {name} is not in the statement under {heading}")
        sql = sql.replace(name, value)
    return sql
