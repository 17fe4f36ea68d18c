"""What fastavro and jsonschema say of random schemas, for `second_view.py`.

fastavro replaces names by the types that they stand for. jsonschema says of a value whether it is valid: which kinds of values are,
and whether null is, is compared with the type and the mode that driftaudit reads.
"""

import io
import json
import pathlib
import random

from generator.engine import missing_package

PRIMITIVES = ["boolean", "int", "long", "float", "double", "bytes", "string"]
LOGICAL = [("int", "date"), ("int", "time-millis"), ("long", "time-micros"), ("long", "timestamp-millis"),
           ("long", "timestamp-micros"), ("long", "local-timestamp-micros"), ("string", "uuid")]


class FastAvro:
    """Container files of fastavro."""

    name = "fastavro"

    def missing(self) -> str | None:
        return missing_package("fastavro")

    def type(self, chance: random.Random, depth: int, named: list[str]):
        kind = chance.random()
        if depth < 3 and kind < 0.1:
            return {"type": "array", "items": self.type(chance, depth + 1, named)}
        if depth < 3 and kind < 0.16:
            return {"type": "map", "values": self.type(chance, depth + 1, named)}
        if depth < 3 and kind < 0.26:
            return self.declared(named, {"type": "record", "fields": self.fields(chance, depth + 1, named)}, chance)
        if kind < 0.32:
            return self.declared(named, {"type": "enum", "symbols": [f"S{n}" for n in range(chance.randint(1, 4))]}, chance)
        if kind < 0.38:
            return self.declared(named, {"type": "fixed", "size": chance.randint(1, 40)}, chance)
        if kind < 0.48 and named:
            return chance.choice(named)
        if kind < 0.58:
            precision = chance.randint(1, 38)
            return {"type": "bytes", "logicalType": "decimal", "precision": precision, "scale": chance.randint(0, precision)}
        if kind < 0.7:
            plain, logical = chance.choice(LOGICAL)
            return {"type": plain, "logicalType": logical}
        return chance.choice(PRIMITIVES)

    def declared(self, named: list[str], schema: dict[str, object], chance: random.Random) -> dict[str, object]:
        name = f"T{chance.getrandbits(40)}"
        space = chance.choice(["", "other.space"])
        # Inside of a record of another namespace a bare name would be looked up there.
        named.append(f"{space or 'shop'}.{name}")
        return {**schema, "name": name, "namespace": space or "shop"}

    def fields(self, chance: random.Random, depth: int, named: list[str]) -> list[dict[str, object]]:
        fields = []
        for number in range(chance.randint(1, 6)):
            kind = self.type(chance, depth, named)
            wrapped = chance.random()
            fields.append({"name": f"f{number}", "type": ["null", kind] if wrapped < 0.3 else [kind, "null"] if wrapped < 0.4 else kind})
        return fields

    def write(self, chance: random.Random, folder: pathlib.Path):
        import fastavro
        from fastavro.schema import expand_schema

        schema = {"type": "record", "name": "main", "namespace": "shop", "fields": self.fields(chance, 0, [])}
        file = io.BytesIO()
        fastavro.writer(file, schema, [])
        file.seek(0)
        written = fastavro.reader(file).writer_schema
        (folder / "main.avsc").write_text(json.dumps(written), encoding="utf-8")
        staging = {"type": "record", "name": "staging", "fields": [{"name": "zzz", "type": "long"}]}
        (folder / "staging.avsc").write_text(json.dumps(staging), encoding="utf-8")
        view = {}
        for field in expand_schema(schema)["fields"]:
            kind = field["type"]
            is_nullable = isinstance(kind, list) and "null" in kind
            view[field["name"]] = (self.text(kind), is_nullable)
        return view

    def text(self, kind) -> str:
        if isinstance(kind, str):
            return kind
        if isinstance(kind, list):
            return self.text(next(member for member in kind if member != "null"))
        if kind.get("logicalType") == "decimal":
            return f"decimal({kind['precision']}, {kind['scale']})"
        if "logicalType" in kind:
            return kind["logicalType"]
        match kind["type"]:
            case "record":
                return "record<" + ", ".join(f"{field['name']}: {self.text(field['type'])}" for field in kind["fields"]) + ">"
            case "array":
                return f"array<{self.text(kind['items'])}>"
            case "map":
                return f"map<{self.text(kind['values'])}>"
            case "enum":
                return f"enum {kind['name']}({', '.join(kind['symbols'])})"
            case "fixed":
                return f"fixed {kind['name']}({kind['size']})"
        return kind["type"]

    def seen(self, view):
        return view


# Values of each kind that driftaudit tells apart; a text of a format is a string too.
PROBES = {"boolean": True, "integer": 7, "number": 7.5, "string": "x", "date": "2026-01-31",
          "uuid": "53581432-6c55-4ba2-a65f-72344a91553a", "array": [], "object": {}}
ACCEPTED = {
    "boolean": {"boolean"}, "integer": {"integer"}, "number": {"integer", "number"},
    "string": {"string", "date", "uuid"}, "date": {"date"}, "uuid": {"uuid"}, "array": {"array"}, "object": {"object"},
    "map": {"object"}, "any": set(PROBES), "enum": {"string"},
}


class JSONSchema:
    """Random JSON Schemas, of which jsonschema says what is valid."""

    name = "jsonschema"

    def missing(self) -> str | None:
        return missing_package("jsonschema")

    def schema(self, chance: random.Random, depth: int, definitions: list[str]):
        kind = chance.random()
        if kind < 0.15 and definitions:
            return {"$ref": f"#/$defs/{chance.choice(definitions)}"}
        if depth < 3 and kind < 0.3:
            members = [{"type": "null"}, self.schema(chance, depth + 1, definitions)]
            chance.shuffle(members)
            return {chance.choice(["oneOf", "anyOf"]): members}
        if depth < 3 and kind < 0.36:
            return {"allOf": [self.schema(chance, depth + 1, definitions)]}
        if depth < 3 and kind < 0.46:
            return {"type": "array", "items": self.schema(chance, depth + 1, definitions)}
        if depth < 3 and kind < 0.56:
            return {"type": "object", "properties": {
                f"p{n}": self.schema(chance, depth + 1, definitions) for n in range(chance.randint(1, 3))}}
        if kind < 0.6:
            return {"type": "object", "additionalProperties": {"type": "integer"}}
        if kind < 0.66:
            return {"type": "string", "format": chance.choice(["date", "uuid"])}
        if kind < 0.72:
            return {"enum": ["x", "y"]} if chance.random() < 0.5 else {"const": "x"}
        word = chance.choice(["boolean", "integer", "number", "string", "object", "array"])
        if chance.random() < 0.3:
            return {"type": [word, "null"]}
        if chance.random() < 0.1:
            return {"type": ["integer", "boolean", "string"]}
        return {"type": word}

    def write(self, chance: random.Random, folder: pathlib.Path):
        import jsonschema

        definitions: dict[str, object] = {}
        for number in range(chance.randint(0, 3)):
            definitions[f"d{number}"] = self.schema(chance, 1, list(definitions))
        properties = {f"a{n}": self.schema(chance, 0, list(definitions)) for n in range(chance.randint(1, 8))}
        required = [name for name in properties if chance.random() < 0.5]
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": properties,
                  "required": required, "$defs": definitions}
        (folder / "main.json").write_text(json.dumps(schema), encoding="utf-8")
        (folder / "staging.json").write_text(
            json.dumps({"type": "object", "properties": {"zzz": {"type": "integer"}}}), encoding="utf-8")
        validator = jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
        view = {}
        for name, own in properties.items():
            part = validator.evolve(schema=own)
            kinds = {kind for kind, value in PROBES.items() if part.is_valid(value)}
            view[name] = (" ".join(sorted(kinds)), name not in required or part.is_valid(None))
        return view

    def seen(self, view):
        """Which values each type stands for."""
        found = {}
        for name, (text, is_nullable) in view.items():
            words = text[6:-1].split(", ") if text.startswith("union<") else [text]
            kinds = set().union(*(ACCEPTED[word.split("<")[0].split("(")[0]] for word in words))
            found[name] = (" ".join(sorted(kinds)), is_nullable)
        return found
