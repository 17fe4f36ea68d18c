"""Random pairs of tables: main, and staging made from it by up to three changes."""

import random
import unicodedata

from .schema import Column, Pair, Table, Type, folded
from .values import benign

NAMES = ["a", "b", "status", "userId", "base_price", "Order Total", "größe", "café", "État", "select", "zone", "it's", "日本", "x1"]


def pair(seed: int, engine: "object") -> Pair:
    """The pair of a seed. The same seed gives the same."""
    chance = random.Random(f"{engine.name}-{seed}")
    names = chance.sample(NAMES, len(NAMES))
    key = Column("id", chance.choice(engine.key_types), is_required=chance.random() < 0.5)
    columns = [key]
    for _ in range(chance.choice([1, 2, 2, 3, 3, 4, 5])):
        columns.append(column(chance, engine, names.pop()))
        if chance.random() < 0.3:
            # Columns of one type are what a wrong order mixes up without an error.
            columns[-1] = columns[-1].changed(type=columns[chance.randrange(len(columns) - 1)].type, default=None)
    if engine.tells_case and chance.random() < 0.05:
        # Two names that differ in case are two columns here.
        one = columns[-1]
        other = one.name.swapcase()
        if other != one.name:
            columns.append(column(chance, engine, other))
    if chance.random() < 0.3:
        columns = filling(chance, engine, columns, names)
    if chance.random() < 0.5:
        chance.shuffle(columns)
    staging, changes = list(columns), sorted({f"main {one.filled}" for one in columns if one.filled})
    if any(one.filled for one in columns):
        staging = [plain(chance, one, changes) for one in staging]
        staging = [one for one in staging if one is not None]
    if chance.random() < 0.3:
        staging = [one.changed(default=None) for one in staging]
    for _ in range(chance.choice([0, 1, 1, 1, 1, 2, 2, 3])):
        change(chance, engine, staging, names, changes)
    return Pair(seed, Table(f"m{seed}", tuple(columns)), Table(f"s{seed}", tuple(staging)), tuple(changes))


def column(chance: random.Random, engine: "object", name: str) -> Column:
    kind = engine.random_type(chance)
    default = None
    if chance.random() < 0.2 and engine.takes_default(kind):
        default = benign(kind, 30, 0)
    is_required = chance.random() < 0.25 and not (kind.is_list and engine.has_no_null_lists)
    return Column(name, kind, is_required=is_required, default=default)


def filling(chance: random.Random, engine: "object", columns: list[Column], names: list[str]) -> list[Column]:
    """With a column that main fills itself."""
    ways = engine.ways_of_filling
    if not ways:
        return columns
    way = chance.choice(ways)
    key = columns[0]
    if way.startswith("identity"):
        kinds = [kind for kind in engine.key_types if kind.family == "int"]
        if way in engine.fills_key_only or chance.random() < 0.5:
            return [key.changed(type=chance.choice(kinds), is_required=True, filled=way), *columns[1:]]
        return [*columns, Column(names.pop(), chance.choice(kinds), is_required=True, filled=way)]
    return [*columns, Column(names.pop(), engine.generated_type(key.type), filled=way)]


def plain(chance: random.Random, one: Column, changes: list[str]) -> Column | None:
    """What staging has for a column that main fills: mostly a plain column, or none."""
    if one.filled is None:
        return one
    luck = chance.random()
    if luck < 0.35 and one.name != "id":
        changes.append(f"no {one.filled} column")
        return None
    if luck < 0.85:
        changes.append(f"{one.filled} is a plain column")
        return one.changed(filled=None, is_required=one.is_required and chance.random() < 0.5)
    return one


def change(chance: random.Random, engine: "object", columns: list[Column], names: list[str], changes: list[str]) -> None:
    """One change, in place; none where it does not apply."""
    others = [place for place, one in enumerate(columns) if one.name != "id"]
    what = chance.choice(["drop", "add", "retype", "retype", "number", "nullable", "swap", "shuffle", "case", "unicode", "nested",
                          "nested", "key", "required"])
    place = chance.choice(others) if others else None
    if what == "add":
        columns.insert(chance.randint(0, len(columns)), column(chance, engine, names.pop()))
    elif what == "key":
        if columns[[one.name for one in columns].index("id")].filled or chance.random() < 0.7:
            return
        where = [one.name for one in columns].index("id")
        columns[where] = columns[where].changed(type=chance.choice(engine.key_types), default=None)
    elif what == "shuffle":
        chance.shuffle(columns)
    elif what == "swap":
        if len(columns) < 2:
            return
        first, second = chance.sample(range(len(columns)), 2)
        columns[first], columns[second] = columns[second], columns[first]
    elif place is None or columns[place].filled:
        return
    elif what == "drop":
        del columns[place]
    elif what == "nullable":
        if columns[place].type.is_list and engine.has_no_null_lists:
            return
        columns[place] = columns[place].changed(is_required=not columns[place].is_required)
    elif what == "required":
        columns[place] = columns[place].changed(is_required=False)
    elif what in ("case", "unicode"):
        name = columns[place].name
        other = name.swapcase() if what == "case" and chance.random() < 0.7 else name.upper() if what == "case" else \
            unicodedata.normalize("NFD", name)
        if other == name or other in [one.name for one in columns] or folded(other) != folded(name):
            return
        columns[place] = columns[place].changed(name=other)
    else:
        kind = related(chance, engine, columns[place].type) if what == "retype" else engine.renumbered(chance, columns[place].type) \
            if what == "number" else nested(chance, engine, columns[place].type)
        if kind is None or kind == columns[place].type:
            return
        columns[place] = columns[place].changed(type=kind, default=None)
    changes.append(what)


# Families between which values go most often.
NUMBERS, TIMES = ("int", "dec", "float", "bool", "money", "text"), ("date", "time", "timetz", "naive", "moment", "text", "interval")


def related(chance: random.Random, engine: "object", kind: Type) -> Type:
    """Another type, mostly one that values of the type could go into."""
    group = next((group for group in (NUMBERS, TIMES) if kind.family in group), None)
    if chance.random() < 0.5 and kind.is_list:
        return engine.list_of(engine.random_element(chance))
    if chance.random() < 0.3 or group is None and chance.random() < 0.5:
        return engine.random_type(chance)
    near = [one for one in engine.scalars if one.family in (group or (kind.family, "text"))]
    return chance.choice(near or [kind])


def nested(chance: random.Random, engine: "object", kind: Type) -> Type | None:
    """A change inside of a nested type; None where there is no inside."""
    if kind.is_list:
        inner = nested(chance, engine, kind.element) if kind.element.is_struct else engine.random_element(chance)
        return engine.list_of(inner) if inner else None
    if not kind.is_struct:
        return None
    fields = list(kind.fields)
    place = chance.randrange(len(fields))
    what = chance.choice(["drop", "add", "retype", "number", "swap", "inside", "case"])
    name, inner = fields[place]
    if what == "drop":
        del fields[place]
    elif what == "add":
        fields.insert(chance.randint(0, len(fields)), ("extra", engine.random_scalar(chance)))
        if len({name for name, _ in fields}) < len(fields):
            return None
    elif what == "swap" and len(fields) > 1:
        first, second = chance.sample(range(len(fields)), 2)
        fields[first], fields[second] = fields[second], fields[first]
    elif what == "case":
        fields[place] = (name.swapcase(), inner)
    else:
        other = engine.random_scalar(chance) if what == "retype" and not inner.is_struct else \
            engine.renumbered(chance, inner) if what == "number" else nested(chance, engine, inner)
        if other is None:
            return None
        fields[place] = (name, other)
    return engine.struct_of(tuple(fields)) if fields else None
