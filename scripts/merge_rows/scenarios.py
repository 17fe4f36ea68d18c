"""What has to come right on every engine."""

import datetime
import decimal
from collections.abc import Sequence

from .incident import incident
from .model import (BOOL, DATE, EVERYWHERE, FLOAT, INT, MOMENT, TEXT, Column, Expression, Scenario, Table, listed, number, record,
                    text)

D = decimal.Decimal
WITH_RECORDS = frozenset({"bigquery", "duckdb"})
ID, A, B, V = Column("id", INT), Column("a", TEXT), Column("b", TEXT), Column("v", INT)


def moment(hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 1, 30, hour, minute)


def null_keys() -> Scenario:
    """NULL is a key like any other, also beside an empty text."""
    at = Column("at", MOMENT)
    return Scenario(
        "null_keys",
        Table.of("main", [A, B, V, at], ("x", None, 1, moment(1)), (None, None, 2, moment(1)), (None, "", 3, None),
                 ("left", None, 4, None)),
        [
            Table.of("s1", [A, B, V, at], ("x", None, 10, moment(2)), ("x", None, 11, moment(3)), (None, None, 12, moment(2)),
                     (None, "y", 13, moment(9)), (None, "y", 14, None)),
            # In another order, so that it is a shape of its own.
            Table.of("s2", [V, B, A, at], (20, "", None, moment(4)), (21, None, None, moment(1)), (22, "y", None, moment(8)),
                     (23, "z", "x", None)),
        ],
        keys=["a", "b"], order_by=["at"])


def missing_columns() -> Scenario:
    """Columns that all, or only some, tables lack, with and without a default, and columns that main lacks."""
    main = [ID, Column("v", INT, default=("7", 7)), Column("w", TEXT, default=("'new'", "new")), Column("x", FLOAT),
            Column("y", TEXT, required=True, default=("'none'", "none")), Column("z", BOOL)]
    y = Column("y", TEXT)
    return Scenario(
        "missing_columns",
        Table.of("main", main, (1, 1, "old", 0.5, "y1", True), (2, None, None, None, "y2", None),
                 (3, 3, "old", 1.5, "y3", False)),
        [
            Table.of("s1", [ID, Column("v", INT), Column("extra", TEXT)], (1, 10, "e"), (4, None, "e")),
            Table.of("s2", [ID, Column("w", TEXT), y, Column("other", INT)], (2, None, "y22", 1), (5, "w5", "y5", 1)),
            Table.of("s3", [Column("x", FLOAT), ID], (2.5, 3), (None, 6)),
            Table.of("s4", [Column("x", FLOAT), ID], (3.5, 7)),
        ],
        keys=["id"])


def filled() -> Scenario:
    """`--fill` in a column that is missing, in one that may be NULL where main says REQUIRED, and in the key."""
    main = [ID, Column("source", TEXT, required=True), Column("n", INT, required=True), Column("m", INT), V]
    n = Column("n", INT)
    return Scenario(
        "filled",
        Table.of("main", main, (1, "a", 1, 1, 1), (2, "b", 2, 2, 2)),
        [
            Table.of("s1", [ID, n, V], (1, None, 10), (2, 5, 20), (3, None, 30)),
            Table.of("s2", [ID, Column("source", TEXT), V], (2, "b", 21), (4, "b", 40)),
        ],
        keys=["id", "source"],
        fill={"source": Expression("'a'", lambda s: "a"), "n": Expression("{v} * 2", lambda s: s["v"] * 2),
              "m": Expression("{id} + 100", lambda s: s["id"] + 100)})


CAST_MAIN = [ID, Column("n", INT), Column("d", number(5, 2)), Column("f", FLOAT), Column("day", DATE), Column("t", TEXT),
             Column("at", MOMENT), Column("e", number(4, 1))]
CAST_STAGING = [ID, Column("n", TEXT), Column("d", TEXT), Column("f", INT), Column("day", MOMENT), Column("t", INT),
                Column("at", DATE), Column("e", number(6, 3))]
CAST_ROWS = [(1, 1, D("1.5"), 0.5, datetime.date(2026, 1, 1), "old", moment(1), D("1.5")), (2,) + (None,) * 7]
WHOLE = (1, "42", "12.25", 3, moment(0), 5, datetime.date(2026, 2, 3), D("9.500"))


# Engines differ in whether these may lose a part: PostgreSQL's integers have more digits than its floats.
COERCED = ("f", "at")
# What BigQuery refuses and its emulator takes: the CAST itself, and a value that is too long for the column.
LENIENT = ("float_text_to_int", "too_large")


def casts(name: str, on_lossy: str, *rows: tuple, without: tuple[str, ...] = (), engines: frozenset[str] = EVERYWHERE,
          fails: bool = False) -> Scenario:
    kept = [place for place, column in enumerate(CAST_MAIN) if column.name not in without]

    def table(table_name: str, columns: list[Column], given: Sequence[tuple]) -> Table:
        return Table.of(table_name, [columns[place] for place in kept], *(tuple(row[place] for place in kept) for row in given))

    return Scenario(
        name, table("main", CAST_MAIN, CAST_ROWS), [table("s1", CAST_STAGING, rows)], keys=["id"], on_lossy=on_lossy,
        engines=engines, fails=fails)


def cast_scenarios() -> list[Scenario]:
    """Values that arrive whole do; one that would not lets the merge fail, becomes NULL or what is left, or is left out."""
    nothing = (2,) + (None,) * 7
    broken = {
        "text_to_int": (1, "x"), "float_text_to_int": (1, "2.7"), "digits": (2, "12.346"), "too_large": (2, "12345"),
        "time_of_day": (4, moment(13)), "scale": (7, D("9.125")), "precision": (7, D("999.999"))}
    lossy = [(number + 3,) + tuple(value if place == at else WHOLE[place] for place in range(1, 8))
             for number, (at, value) in enumerate(broken.values())]
    others = EVERYWHERE - {"bigquery"}
    found = [
        casts("casts_error", "error", WHOLE, nothing, (3, *WHOLE[1:])),
        # Engines differ in whether '2.7' is an integer at all.
        casts("casts_safe_cast", "safe-cast", WHOLE, nothing, *(row for row in lossy if row[1] != "2.7")),
        casts("casts_skip", "skip", WHOLE, nothing, *lossy, engines=frozenset({"bigquery"})),
        casts("casts_skip_others", "skip", WHOLE, nothing, *lossy, without=COERCED, engines=others),
    ]
    for what, row in zip(broken, lossy):
        engines = others if what in LENIENT else EVERYWHERE
        found.append(casts(f"casts_fail_{what}", "error", (3, *WHOLE[1:]), (1, *row[1:]), engines=engines, fails=True))
    return found


def short_texts(name: str, on_lossy: str, *, fails: bool = False) -> Scenario:
    """Texts that are longer than main takes; DuckDB has no such limit, and BigQuery's emulator does not hold to it."""
    t = Column("t", text(5))
    rows = [(1, "short"), (2, None), (3, "ä日本語x")] + ([] if name == "texts_error" else [(4, "longer")])
    return Scenario(
        name, Table.of("main", [ID, t], (1, "old"), (4, "old")), [Table.of("s1", [ID, Column("t", TEXT)], *rows)],
        keys=["id"], on_lossy=on_lossy, engines=frozenset({"postgres"} if fails else {"bigquery", "postgres"}), fails=fails)


def nested() -> Scenario:
    """Fields by name: in another order, missing, more, of another type, deep, and inside of an ARRAY."""
    geo = record(lat=FLOAT, lon=FLOAT)
    main = [ID, Column("address", record(street=TEXT, city=TEXT, geo=geo)),
            Column("items", listed(record(sku=TEXT, count=number(10, 2), note=TEXT))), Column("tags", listed(TEXT))]
    turned = Column("address", record(geo=record(lon=FLOAT, lat=FLOAT), city=TEXT, street=TEXT))
    gaps = Column("address", record(city=TEXT, extra=INT, geo=record(lon=FLOAT)))
    items = Column("items", listed(record(count=INT, sku=TEXT, extra=TEXT)))
    old = {"street": "old s", "city": "old c", "geo": {"lat": 1.0, "lon": 2.0}}
    item = {"sku": "a", "count": D("1.50"), "note": "n"}
    return Scenario(
        "nested",
        Table.of("main", main, (1, old, [item], ["t", "u"]), (2, None, [], ["t"]), (3, old, [item, item], []),
                 (4, old | {"geo": None}, [], [])),
        [
            Table.of("s1", [ID, turned, items],
                     (1, {"geo": {"lon": 5.0, "lat": 6.0}, "city": "c", "street": "s"},
                      [{"count": 2, "sku": "b", "extra": "e"}, {"count": 1, "sku": "a", "extra": "e"}]),
                     (5, None, []),
                     (6, {"geo": None, "city": None, "street": "s6"}, [{"count": None, "sku": None, "extra": "e"}])),
            Table.of("s2", [ID, gaps, Column("tags", listed(TEXT))],
                     (2, {"city": "c2", "extra": 1, "geo": {"lon": 7.0}}, ["b", "a"]), (3, None, ["x"]),
                     (4, {"city": "c4", "extra": 1, "geo": {"lon": 8.0}}, []),
                     (7, {"city": "c7", "extra": 1, "geo": {"lon": 9.0}}, ["z"]),
                     (8, {"city": None, "extra": None, "geo": None}, [])),
        ],
        keys=["id"], engines=WITH_RECORDS)


def lists() -> Scenario:
    """ARRAYs of another type, element by element and in their order."""
    return Scenario(
        "lists", Table.of("main", [ID, Column("l", listed(FLOAT)), Column("m", listed(TEXT))], (1, [1.5], ["a"]), (2, [], [])),
        [Table.of("s1", [ID, Column("l", listed(INT)), Column("m", listed(TEXT))], (1, [3, 1, 2], ["z", "", "a"]),
                  (2, [2], []), (3, [], ["x"]))],
        keys=["id"])


def ties() -> Scenario:
    """Rows of one key that nothing else tells apart: always the same is taken, whatever order they stand in."""
    at = Column("at", MOMENT)
    return Scenario(
        "ties", Table.of("main", [ID, A, at], (1, "old", moment(1))),
        [
            Table.of("s1", [ID, A, at], (1, "p", moment(2)), (1, "q", moment(2)), (1, None, moment(2)),
                     (2, "r", None), (2, "s", None)),
            Table.of("s2", [ID, A, at], (1, "o", moment(2)), (2, "t", None), (3, "same", moment(1)), (3, "same", moment(1))),
            Table.of("s3", [at, ID, A], (moment(2), 1, "n"), (None, 2, "u")),
        ],
        keys=["id"], order_by=["at"], has_ties=True)


def orders() -> Scenario:
    """By a column that only staging has and some tables lack, by an expression, and by the second where the first is equal."""
    loaded, n, m = Column("loaded", INT), Column("n", INT), Column("m", INT)
    return Scenario(
        "orders", Table.of("main", [ID, n, m, A], (1, 0, 0, "old")),
        [
            Table.of("s1", [ID, n, m, A, loaded], (1, 1, 1, "a", 1), (1, 1, 1, "b", 2), (2, 1, 5, "c", None),
                     (2, 9, 9, "d", None), (4, None, 1, "k", 3), (4, 1, 1, "l", 3)),
            Table.of("s2", [ID, n, m, A], (1, 100, 100, "e"), (2, 50, 50, "f"), (3, 1, 2, "g"), (3, 2, 2, "h")),
        ],
        keys=["id"],
        order_by=["loaded", Expression("{n} + {m}", lambda r: None if r["n"] is None or r["m"] is None else r["n"] + r["m"])])


def settings() -> Scenario:
    """`--keep`, and `--set` with both sides; a key by an expression whose column stays too."""
    version = Column("version", INT)
    return Scenario(
        "settings", Table.of("main", [A, V, version, B], ("X", 1, 1, "kept"), ("y", 2, 5, "kept"), ("z", 3, 9, None)),
        [Table.of("s1", [A, V, version, B], ("x", 10, 100, "new"), ("Y", 20, None, "new"), ("w", 30, 3, "new"))],
        keys=[Expression("LOWER({a})", lambda r: r["a"].lower())], keep=["b"],
        set={"version": Expression("T.{version} + S.{v}", lambda t, s: t["version"] + s["v"])})


def only_keys() -> Scenario:
    """Nothing to update, and rows of main that have the same key."""
    return Scenario(
        "only_keys", Table.of("main", [A, B], ("x", "y"), ("x", "y"), ("x", None)),
        [Table.of("s1", [A, B], ("x", "y"), ("x", None), ("x", None), ("n", "n"))], keys=["a", "b"])


def many_matches() -> Scenario:
    """All rows of main with the key are updated, with keys of several types."""
    day, f, ok = Column("day", DATE), Column("f", FLOAT), Column("ok", BOOL)
    one = (datetime.date(2026, 1, 30), 0.1, True)
    return Scenario(
        "many_matches", Table.of("main", [day, f, ok, V], (*one, 1), (*one, 2), (one[0], 0.1, None, 3), (one[0], None, True, 4)),
        [Table.of("s1", [day, f, ok, V], (*one, 10), (one[0], 0.1, None, 30), (one[0], None, True, 40),
                  (None, 1e300, False, 50))],
        keys=["day", "f", "ok"])


def partition() -> Scenario:
    """A row of main in a partition that no staging row names is not seen, so that its key comes twice."""
    day, other = datetime.date(2026, 1, 30), datetime.date(2026, 1, 1)
    columns = [Column("day", DATE, required=True), ID, V]
    return Scenario(
        "partition", Table.of("main", columns, (day, 1, 1), (other, 2, 2), (day, 3, 3)),
        [Table.of("s1", columns, (day, 1, 10), (day, 2, 20)), Table.of("s2", [ID, V, columns[0]], (4, 40, day))],
        keys=["id"], partition="day", engines=frozenset({"bigquery"}))


# Words of each engine, signs that quotes are made of, upper case, other alphabets, and the statement's own names.
NAMES = ["select", "Order Total", "it's", "ÜBERSICHT", "größe in cm", "T", "S", "R", "driftaudit_shape", "a & b", "GROUP",
         "Total%", "日本", "from", "element_1", "user", "1st", "a-b", "__x", "values", "merge", "driftaudit_rows", "end"]
# BigQuery has no such names.
QUOTES = ['say "x"', "`tick`", "a.b", "semi;colon", "-- no comment", "/* nor this", "$$", "{brace}", "back\\slash", "E'"]


def names(name: str, extra: list[str], staging: str, engines: frozenset[str]) -> Scenario:
    columns = [Column(n, TEXT) for n in NAMES + extra]
    width = len(columns)
    # Spelled in other letters, and so far in another order that they are a shape of their own.
    spelled = [Column(n.swapcase() if n.isascii() else n, TEXT) for n in reversed(NAMES[3:] + extra)]

    def row(key: str, value: str, count: int) -> tuple[str, ...]:
        return (key, "k") + tuple(f"{value}{i}" for i in range(2, count))

    return Scenario(
        name, Table.of("Main Table-1", columns, row("a", "old", width), row("b", "old", width)),
        [
            Table.of(staging, columns, row("a", "new", width), row("c", "new", width)),
            Table.of("order", [*columns[:3], *spelled], ("b", "k", "it", *(f"s{i}" for i in range(len(spelled))))),
            Table.of("Select", columns[:3], ("a", "other", "x"), ("d", "k", "y")),
        ],
        keys=["select", Expression("COALESCE({Order Total}, '--;')", lambda r: r["order total"] or "--;")],
        order_by=[Expression("{it's} || {select}", lambda r: None if r["it's"] is None else r["it's"] + r["select"])],
        keep=["GROUP"], set={"Total%": Expression("UPPER({Total%})", lambda t, s: t["total%"] and t["total%"].upper())},
        engines=engines)


def many_tables(engine: str, count: int) -> Scenario:
    """More tables than one statement takes, so that rows are gathered in a temporary table: still one row of each key."""
    columns = [ID, V, A]
    staging = [
        Table.of(f"s{i:04}", columns if i % 5 else [ID, V], *[
            (key, i * 10 + key) + (("a",) if i % 5 else ()) for key in (i % 7, 7 + i)]) for i in range(count)]
    return Scenario(
        f"many_tables_{engine}", Table.of("main", columns, *((key, 0, "old") for key in range(5))), staging,
        keys=["id"], order_by=["v"], engines=frozenset({engine}))


def all_scenarios() -> list[Scenario]:
    return [
        incident(), null_keys(), missing_columns(), filled(), *cast_scenarios(), short_texts("texts_error", "error"),
        short_texts("texts_fail", "error", fails=True), short_texts("texts_safe_cast", "safe-cast"),
        short_texts("texts_skip", "skip"), nested(), lists(), ties(), orders(), settings(), only_keys(), many_matches(),
        partition(), names("names", [], "_staging-1", frozenset({"bigquery"})),
        names('na"me s', QUOTES, 'sta"ging `1`', frozenset({"postgres", "duckdb"})), many_tables("postgres", 201),
        many_tables("duckdb", 501)]
