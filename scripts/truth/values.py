"""Values of every family of types, as texts that each engine reads as its type.

Within a row each column gets another value, made from its number, so that a value in the wrong column shows. Of types with few
values the rows together tell the columns apart.
"""

import datetime

from .schema import Type

# Rows that load wherever a value can load at all.
BENIGN = 3
# Rows that are meant to break something.
ADVERSARIAL = ("empty", "longest", "largest", "smallest", "fraction", "odd", "null")

# Families that some engines read from digits alone.
AS_DIGITS = ("date", "time", "naive", "moment", "year")
FIRST_DAY = datetime.date(2024, 1, 1)


def number(index: int, row: int) -> int:
    """The number of a column in a benign row: small, and another one for every column and row."""
    return 1 + (index * BENIGN + row) % 90


# A text; of a list or a struct the values inside it.
Value = str | list | None


def benign(kind: Type, index: int, row: int, target: Type | None = None) -> Value:
    """A value of `kind` that goes into `target`, as far as there are such values."""
    if kind.is_list:
        inner = target.element if target and target.is_list else None
        return [benign(kind.element, index, row, inner), benign(kind.element, index + 1, row, inner)]
    if kind.is_struct:
        inner = dict((name.lower(), part) for name, part in target.fields) if target and target.is_struct else {}
        return [benign(part, index + place, row, inner.get(name.lower())) for place, (name, part) in enumerate(kind.fields)]
    if target is not None and (target.is_list or target.is_struct):
        # What a text would have to be to become one is the engine's own form.
        target = None
    if kind.family in ("text", "bytes") and target is not None and target.family != kind.family:
        text = benign(target, index, row)
        if kind.numbers and len(text) > kind.numbers[0] and target.family in ("naive", "moment"):
            text = text[:10]
        return text if not kind.numbers or len(text) <= kind.numbers[0] else f"v{number(index, row)}"
    if kind.family in ("int", "dec", "float") and target is not None and target.family in AS_DIGITS and digits(kind) > 1:
        return in_digits(kind, benign(target, index, row), target.family, number(index, row))
    if kind.family in ("int", "dec", "float", "money") and target is not None and is_small(target) and not is_small(kind):
        return "0"
    if is_small(kind):
        return f"0.{number(index, row):02}"
    if kind.family in ("int", "dec", "float", "year") and target is not None and target.family == "enum" and not is_small(kind):
        return str(2001 if kind.family == "year" else 1 + row)
    if kind.family == "json" and target is not None and target.family in ("int", "dec", "float"):
        return str(number(index, row))
    if kind.family == "json" and target is not None and target.family not in ("json", "text"):
        return '"' + benign(target, index, row).replace('"', '\\"') + '"'
    if kind.family in ("naive", "moment") and target is not None and target.family == "date":
        return scalar(kind.family, number(index, row), whole_day=True)
    if kind.family == "enum":
        return kind.labels[(index // len(kind.labels) ** row) % len(kind.labels)]
    if kind.family == "bool":
        return "true" if index >> row & 1 else "false"
    if kind.family == "bits":
        return format(number(index, row), "b").zfill(kind.numbers[0] if kind.numbers else 8)[-(kind.numbers or (8,))[0]:]
    return scalar(kind.family, number(index, row))


def digits(kind: Type) -> int:
    """How many digits before the point every value of a number's type can have."""
    if kind.family == "int":
        return len(str(1 << (kind.bits - 1))) - 1
    if kind.family == "dec" and kind.numbers:
        return kind.numbers[0] - (kind.numbers[1] if len(kind.numbers) > 1 else 0)
    return 6 if kind.bits == 32 else 15


def in_digits(kind: Type, text: str, family: str, n: int) -> str:
    """A date or time as MySQL reads it from a number: with as many digits as the type has."""
    written = "".join(letter for letter in text.partition("+")[0] if letter.isdigit())
    if family == "time":
        return written if digits(kind) >= 6 else str(n % 60)
    if family == "year":
        return written if digits(kind) >= 4 else str(n)
    short = "101" if digits(kind) < 3 else str(101 + n % 26)
    return next((one for one in (written, written[:8], written[2:8]) if len(one) in (6, 8, 14) and len(one) <= digits(kind)), short)


def is_small(kind: Type) -> bool:
    """Whether a decimal holds nothing but what is less than one."""
    return kind.family == "dec" and bool(kind.numbers) and kind.numbers[0] == kind.numbers[-1]


def scalar(family: str, n: int, *, whole_day: bool = False) -> str:
    day = FIRST_DAY + datetime.timedelta(days=n)
    clock = "00:00:00" if whole_day else f"{10 + n // 60}:{n % 60:02}:00"
    match family:
        case "int" | "dec" | "float" | "money" | "year": return str(2000 + n if family == "year" else n)
        case "text" | "bytes": return f"v{n}"
        case "date": return str(day)
        case "time": return f"{10 + n // 60}:{n % 60:02}:00"
        case "timetz": return f"{10 + n // 60}:{n % 60:02}:00+00"
        case "naive": return f"{day} {clock}"
        case "moment": return f"{day} {clock}+00"
        case "json": return f'{{"a": {n}}}'
        case "uuid": return f"00000000-0000-4000-8000-{n:012}"
        case "interval": return f"{n} days"
        case "xml": return f"<a>{n}</a>"
        case "inet": return f"10.0.0.{n}"
        case "cidr": return f"10.0.{n}.0/24"
        case "macaddr": return f"08:00:2b:01:02:{n:02x}"
        case "macaddr8": return f"08:00:2b:ff:fe:01:02:{n:02x}"
        case "range": return f"[{n},{n + 5})"
        case "daterange": return f"[{day},{day + datetime.timedelta(days=5)})"
        case "tsvector": return f"'v{n}'"
        case "composite": return f"(v{n},{n})"
        case "map": return f"{{k{n}={n}}}"
    raise ValueError(family)


def adversarial(kind: Type, index: int, row: str) -> Value:
    """A value of one of the rows that are meant to break something."""
    if row == "null":
        return None
    if kind.is_list:
        return [] if row == "empty" else [adversarial(kind.element, index + place, row) for place in range(3)]
    if kind.is_struct:
        return [adversarial(part, index + place, row) for place, (_, part) in enumerate(kind.fields)]
    n = number(index, 0)
    match kind.family, row:
        case "text", "empty": return ""
        case "year", "empty": return "0000"
        case "xml", "empty": return "x"
        case "text", "longest": return (f"{n}" + "é" * 400)[:kind.numbers[0] if kind.numbers else 300]
        case "text", "largest": return ("9" * 40 + str(n))[-(kind.numbers or (40,))[0]:]
        case "text", "smallest": return f" {n} "[:(kind.numbers or (9,))[0]]
        case "text", "fraction": return f"{n}.55"[:(kind.numbers or (9,))[0]]
        case "text", "odd": return f"'\"\\{n} nothing else"[:(kind.numbers or (99,))[0]]
        case "bytes", "empty": return ""
        case "bytes", "longest": return (f"{n}" + "x" * 300)[:kind.numbers[0] if kind.numbers else 300]
        case "int", "largest" | "longest": return str((1 << (kind.bits - (1 if kind.is_signed else 0))) - 1 - index)
        case "int", "smallest": return str(-(1 << (kind.bits - 1)) + index) if kind.is_signed else str(index)
        case "int", "empty": return "0"
        case "dec", "largest": return largest(kind, index)
        case "dec", "longest": return largest(kind, index + 20)
        case "dec", "smallest": return "-" + largest(kind, index)
        case "dec", "fraction": return f"{0 if is_small(kind) else n}." + "9" * 9
        case "float", "largest": return f"{1 + index / 100}e{30 if kind.bits == 32 else 300}"
        case "float", "smallest": return f"-{1 + index / 100}e-30"
        case "float", "longest": return f"{n}2345678.12345678"
        case "float", "fraction": return f"{n}.{n}1"
        case "float", "odd": return "NaN" if kind.bits != 0 else f"{n}"
        case "date", "largest": return str(datetime.date(9999, 12, 31) - datetime.timedelta(days=index))
        case "date", "smallest": return str(datetime.date(1970, 1, 2) + datetime.timedelta(days=index))
        case "naive" | "moment", "largest":
            return f"{datetime.date(2037 if kind.bits == 32 else 9999, 12, 30) - datetime.timedelta(days=index)} 23:59:59" + \
                ("+00" if kind.family == "moment" else "")
        case "naive", "fraction" | "longest": return f"2024-02-03 23:59:{n % 60:02}.987654"
        case "moment", "fraction" | "longest": return f"2024-02-03 23:59:{n % 60:02}.987654+00"
        case "time", "fraction" | "longest": return f"23:59:{n % 60:02}.987654"
        case "timetz", "fraction" | "longest": return f"23:59:{n % 60:02}.987654+02"
        case "timetz", "largest": return f"22:{n % 60:02}:00+00"
        case "interval", "fraction": return f"{n} days 01:02:03.987654"
        case "interval", "largest": return f"{n} years"
        case "json", "empty": return "{}"
        case "json", "longest": return f'{{"b": {n}, "a": [1, 2, "{"x" * 99}"]}}'
        case "json", "largest": return f'"{n} text"'
        case "json", "smallest": return "null"
        case "json", "fraction": return f"{n}.5"
        case "json", "odd": return f"[{n}, {{}}]"
        case "money", "fraction": return f"{n}.55"
        case "bits", "longest": return format(n, "b").zfill(kind.numbers[0] if kind.numbers else 20)[-(kind.numbers or (20,))[0]:]
        case "map", "empty": return "{}"
        case "inet", "odd": return f"10.0.{n}.7/8"
    return benign(kind, index, len(row) % BENIGN)


def largest(kind: Type, index: int) -> str:
    if not kind.numbers:
        return f"{index + 1}" + "9" * 14 + ".987654"
    precision, scale = kind.numbers[0], kind.numbers[1] if len(kind.numbers) > 1 else 0
    digits = str(10 ** precision - 1 - index % 9).zfill(precision)
    return (digits[:precision - scale] or "0") + ("." + digits[precision - scale:] if scale else "")
