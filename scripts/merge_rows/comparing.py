"""How rows differ from those that were expected."""

from collections.abc import Sequence

from .model import Row


def differences(expected: Sequence[Sequence[Row]], actual: Sequence[Row]) -> list[str]:
    """How main's rows are not what they should be; nothing where they are."""
    lacking, left = [], list(actual)
    for alternatives in expected:
        match = next((row for row in left if any(row == alternative for alternative in alternatives)), None)
        if match is None:
            lacking.append(alternatives[0])
        else:
            left.remove(match)
    found = []
    for row in lacking:
        # The row that is most like it is taken for what became of it.
        like = min(left, key=lambda other: len(unlike(row, other)), default=None)
        if like is None:
            found.append(f"lacks {row}")
            continue
        left.remove(like)
        names = unlike(row, like)
        same = {name: value for name, value in row.items() if name not in names}
        found.append(
            f"where {dict(list(same.items())[:4])} has {({n: like[n] for n in names})}, not {({n: row[n] for n in names})}")
    return found + [f"has {row} too" for row in left]


def unlike(one: Row, other: Row) -> list[str]:
    return [name for name, value in one.items() if value != other[name]]
