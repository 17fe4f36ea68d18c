"""Whether all of a value arrived in another type. Nothing here looks at SQL."""

import dataclasses
import decimal
import re
import struct

D = decimal.Decimal
INTEGERS = {
    "smallint", "integer", "bigint", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
    "UBIGINT", "UHUGEINT", "BIGNUM", "oid"}
NUMBERS = INTEGERS | {"numeric", "real", "double precision", "money", "DECIMAL", "FLOAT", "DOUBLE"}
TEXTS = {"text", "character varying", "character", "VARCHAR", "json", "jsonb", "JSON", "name"}
SHAPES = {"point", "line", "lseg", "box", "path", "polygon", "circle"}
MOMENT = re.compile(
    r"(?P<date>\d{4,}-\d\d-\d\d)?(?:(?:^|(?<=\d)[T ])(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?:\.(?P<fraction>\d+))?"
    r"(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?")
# What interval texts amount to in seconds, and whether there are days in them.
INTERVALS = {"1 day": None, "25:00": None, "-01:00": None, "P1D": None, "PT36H": None, "1.5 hours": 5400, "00:00:01.5": 1.5,
             "1 month": None, "1 day 02:00": None, "90 minutes": 5400}


def base(kind: str) -> str:
    """A type without its numbers."""
    return re.sub(r"\(.*?\)", "", kind).replace("  ", " ").strip()


def numbers(kind: str) -> list[int]:
    found = re.search(r"\(([\d, ]+)\)", kind)
    return [int(part) for part in found[1].split(",")] if found else []


def number(text: str) -> D | None:
    text = text.strip().strip('"').replace("$", "").replace(",", "")
    if re.fullmatch(r"(true|false)", text):
        return D(text == "true")
    try:
        return D(text)
    except decimal.InvalidOperation:
        return None


def moment(text: str) -> re.Match[str] | None:
    found = MOMENT.fullmatch(text.strip().strip('"'))
    return found if found and (found["date"] or found["time"]) else None


def is_whole(given, target: str, result: str | None) -> bool:
    """Whether a value is all there in what became of it; also where nothing says that it is not."""
    kind, source = base(target), base(given.type)
    value = given.value
    if result is None:
        return value.strip() in ("", "null")
    if source in ("bit", "bit varying", "BIT") and kind != "bit" or "BIT" in (kind, source):
        # Which number bits are is the engine's to say; of others no engine makes all again.
        return kind in INTEGERS | TEXTS - {"JSON"} | {"BIT", "bit varying"} or kind == "BLOB" and len(value) % 8 == 0
    if target.endswith("]") and given.type.endswith("]"):
        return all(
            is_whole(Part(part_of(given.type), one), part_of(target), other)
            for one, other in zip(parts(value), parts(result), strict=True))
    if target.endswith("]") or given.type.endswith("]"):
        return True
    if kind in NUMBERS:
        one, other = number(value), number(result)
        if source == "BOOLEAN" or source == "boolean" or one is None or other is None:
            return True
        if one.is_nan() or other.is_nan():
            return one.is_nan() and other.is_nan()
        if source in ("real", "FLOAT") and kind in ("double precision", "DOUBLE"):
            return True
        if kind in ("real", "FLOAT") and one.copy_abs() < 10 ** 38:
            return one == other or D(struct.unpack("f", struct.pack("f", one))[0]) == one
        if kind in ("double precision", "DOUBLE"):
            return one == other or D(float(result)) == one
        return one == other
    if {kind, source} <= SHAPES:
        return kind == source or (source, kind) in {("point", "box"), ("box", "polygon"), ("path", "polygon"), ("polygon", "path")}
    if kind in ("boolean", "BOOLEAN"):
        one = number(value)
        return one is None or source in TEXTS or one in (0, 1)
    if kind in ("character varying", "character") and numbers(target):
        limit = numbers(target)[0]
        return len(result) <= limit and result.rstrip() == result_text(given, result).rstrip()
    if kind in ("bit", "BIT", "bit varying"):
        return bits(given, source, result)
    if kind == "cidr" and source == "inet":
        return value.split("/")[0] == result.split("/")[0] and ("/" in value or result.endswith("/32"))
    if source in ("interval", "INTERVAL") and kind in ("time without time zone", "TIME"):
        return INTERVALS.get(value, 0) is not None
    return moments(given, source, kind, target, result)


@dataclasses.dataclass(frozen=True)
class Part:
    """An element of a list."""

    type: str
    value: str


def part_of(kind: str) -> str:
    return kind[:kind.rindex("[")]


def parts(text: str) -> list[str]:
    inner = text.strip()[1:-1]
    return [part.strip().strip('"') for part in inner.split(",")] if inner else []


def result_text(given, result: str) -> str:
    """The value as a text: as it was given where it was one, else what became of it cannot be longer than it was."""
    if base(given.type) in TEXTS - {"jsonb"} | INTEGERS:
        return given.value
    return result


def bits(given, source: str, result: str) -> bool:
    value = given.value.strip()
    if source in INTEGERS or source in ("real", "double precision"):
        return value.lstrip("-").isdigit() and int(result, 2) == int(value)
    if re.fullmatch("[01]*", value):
        return value == result
    if re.fullmatch("[xX][0-9A-Fa-f]+", value):
        return bin(int(value[1:], 16))[2:].zfill(4 * (len(value) - 1)) == result
    return True


def moments(given, source: str, kind: str, target: str, result: str) -> bool:
    if kind in ("interval", "INTERVAL") and (seconds := number(given.value)) is not None and seconds.is_finite():
        return -seconds.as_tuple().exponent <= (numbers(target) or [6])[0]
    found = moment(given.value)
    if found is None and kind in ("TIME", "TIME_NS", "time without time zone") and re.search("[a-z]", given.value):
        return False
    if found is None or kind in TEXTS:
        return True
    fraction = (found["fraction"] or "").rstrip("0")
    limit = numbers(target)[0] if numbers(target) else {"TIMESTAMP_S": 0, "TIMESTAMP_MS": 3, "TIMESTAMP_NS": 9, "TIME_NS": 9}.get(kind, 6)
    has_time = found["time"] is not None and (set(found["time"]) - set("0:") or fraction)
    if given.type in ("timestamp with time zone", "TIMESTAMP WITH TIME ZONE"):
        # The session's zone is UTC.
        zone = None
    else:
        zone = found["zone"] if found["zone"] not in ("Z", "+00", "+00:00", None) else None
    if kind in ("date", "DATE"):
        return not has_time and zone is None
    if kind in ("timestamp without time zone", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"):
        return zone is None and len(fraction) <= limit
    if kind in ("timestamp with time zone", "TIMESTAMP WITH TIME ZONE"):
        return len(fraction) <= limit
    if kind in ("time without time zone", "TIME", "TIME_NS"):
        return found["date"] is None and zone is None and len(fraction) <= limit
    if kind in ("time with time zone", "TIME WITH TIME ZONE"):
        return found["date"] is None and len(fraction) <= limit
    if kind in ("interval", "INTERVAL"):
        return len(fraction) <= limit
    return True
