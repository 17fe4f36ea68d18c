"""Types, columns, tables and pairs of tables, as every engine's module makes them."""

import dataclasses
import unicodedata


@dataclasses.dataclass(frozen=True)
class Type:
    """A type: a scalar, or a list of `element`, or a struct of `fields`."""

    # The engine's word, without numbers; of a nested type the engine's word for it.
    name: str
    # What its values look like, as in values.py: "int", "text", "date" …
    family: str
    # Length, or precision and scale.
    numbers: tuple[int, ...] = ()
    element: "Type | None" = None
    fields: tuple[tuple[str, "Type"], ...] = ()
    # Values of an enumeration.
    labels: tuple[str, ...] = ()
    # Bits of a whole number, and whether it has a sign.
    bits: int = 64
    is_signed: bool = True

    @property
    def is_list(self) -> bool:
        return self.element is not None

    @property
    def is_struct(self) -> bool:
        return bool(self.fields)

    def has(self, family: str) -> bool:
        """Whether the type, or one inside it, is of the family."""
        inner = [self.element] if self.element else [kind for _, kind in self.fields]
        return self.family == family or any(kind.has(family) for kind in inner)


@dataclasses.dataclass(frozen=True)
class Column:
    name: str
    type: Type
    is_required: bool = False
    # The text form of a default value, of a scalar type.
    default: str | None = None
    # What fills the column: None, "identity always", "identity default", "stored", "virtual".
    filled: str | None = None

    def changed(self, **values: object) -> "Column":
        return dataclasses.replace(self, **values)


@dataclasses.dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[Column, ...]


@dataclasses.dataclass(frozen=True)
class Pair:
    """Main, and a staging table that was made from it by changes."""

    seed: int
    main: Table
    staging: Table
    # In words.
    changes: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Leaf:
    """A column, or a field of a struct, as far down as types have fields. Of a list of structs it is the list of the field."""

    path: tuple[str, ...]
    # How it is selected.
    sql: str
    type: Type
    column: Column

    @property
    def text(self) -> str:
        return ".".join(self.path)


def folded(name: str) -> str:
    """What two spellings of one name have in common: case and Unicode form aside."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def matched(main: list[str], staging: list[str]) -> dict[str, str]:
    """Main's names, each with staging's name for the same column: the same spelling first, then another one of it."""
    found = {name: name for name in main if name in staging}
    free = {folded(name): name for name in reversed(staging) if name not in found}
    for name in main:
        if name not in found and folded(name) in free:
            found[name] = free.pop(folded(name))
    return found
