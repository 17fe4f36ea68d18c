"""Random schemas of BigQuery, main's and those of staging tables that drifted from it, as `bq show` has them.

Any check that needs many of them takes them from `pair`.
"""

import copy
import random

PROJECT, DATASET = "a-project", "sales"
SCALARS = ["STRING", "INTEGER", "FLOAT", "NUMERIC", "BIGNUMERIC", "BOOLEAN", "DATE", "DATETIME", "TIME", "TIMESTAMP", "BYTES",
           "JSON", "GEOGRAPHY", "INTERVAL"]
# Types from which a value can be cast.
CASTS = {
    "STRING": ["INTEGER", "BOOLEAN", "DATE", "NUMERIC", "BYTES"], "INTEGER": ["STRING", "FLOAT", "NUMERIC", "BOOLEAN"],
    "FLOAT": ["INTEGER", "STRING", "NUMERIC", "BIGNUMERIC"], "NUMERIC": ["INTEGER", "FLOAT", "STRING", "BIGNUMERIC"],
    "BIGNUMERIC": ["NUMERIC", "FLOAT", "INTEGER", "STRING"], "BOOLEAN": ["INTEGER", "STRING"],
    "DATE": ["TIMESTAMP", "DATETIME", "STRING"], "DATETIME": ["DATE", "TIMESTAMP", "STRING"],
    "TIME": ["TIMESTAMP", "DATETIME", "STRING"], "TIMESTAMP": ["DATE", "DATETIME", "STRING"], "BYTES": ["STRING"],
    "INTERVAL": ["STRING"]}
DEFAULTS = {
    "STRING": "'a; -- b'", "INTEGER": "-1", "FLOAT": "0.5", "NUMERIC": "NUMERIC '1.5'", "BOOLEAN": "TRUE",
    "DATE": "CURRENT_DATE()", "TIMESTAMP": "CURRENT_TIMESTAMP()", "BYTES": "b'x'", "JSON": "JSON '{}'"}
# Words, signs, other alphabets, the statement's own names, and what looks like a comment; all of them are names in BigQuery.
NAMES = ["a", "B", "select", "from", "end", "Order Total", "it's", "größe", "日本", "T", "S", "R", "S_", "driftaudit_shape",
         "driftaudit_rows", "element_1", "offset_1", "a & b = c", "100%", "--x", "a-b", "merge", "QUALIFY", "default", "NULL",
         "struct", "x" * 300, "_", "1st", "#hash", "a:b", "<b>", "current_date", "partition", "at", "to be"]


def name_of(chance: random.Random, taken: set[str]) -> str:
    while True:
        name = chance.choice(NAMES) if chance.random() < 0.6 else f"c{chance.randrange(1000)}"
        if name.lower() not in taken:
            taken.add(name.lower())
            return name


def field(chance: random.Random, taken: set[str], depth: int = 0) -> dict:
    made: dict = {"name": name_of(chance, taken), "mode": chance.choices(["NULLABLE", "REQUIRED", "REPEATED"], [8, 1, 2])[0]}
    if depth < 3 and chance.random() < 0.25:
        inner: set[str] = set()
        return made | {"type": "RECORD", "fields": [field(chance, inner, depth + 1) for _ in range(chance.randint(1, 4))]}
    if chance.random() < 0.05:
        return made | {"type": "RANGE", "rangeElementType": {"type": chance.choice(["DATE", "DATETIME", "TIMESTAMP"])}}
    made["type"] = chance.choice(SCALARS)
    if made["type"] in ("STRING", "BYTES") and chance.random() < 0.3:
        made["maxLength"] = str(chance.choice([1, 5, 100]))
    if made["type"] in ("NUMERIC", "BIGNUMERIC") and chance.random() < 0.5:
        scale = chance.randrange(0, 9)
        made |= {"precision": str(scale + chance.randint(1, 29)), "scale": str(scale)}
    if depth == 0 and made["mode"] != "REPEATED" and made["type"] in DEFAULTS and chance.random() < 0.2:
        made["defaultValueExpression"] = DEFAULTS[made["type"]]
    return made


def drifted(chance: random.Random, fields: list[dict], depth: int = 0) -> list[dict]:
    """The fields of a staging table: some missing, some more, of other types and modes, in another order."""
    result = []
    taken = {f["name"].lower() for f in fields}
    for original in fields:
        made = copy.deepcopy(original)
        made.pop("defaultValueExpression", None)
        roll = chance.random()
        if roll < 0.15:
            continue
        if roll < 0.17:
            other = field(chance, set(), depth)
            other.pop("defaultValueExpression", None)
            made = other | {"name": made["name"]}
        elif roll < 0.35 and made["type"] in CASTS:
            made = {"name": made["name"], "mode": made["mode"], "type": chance.choice(CASTS[made["type"]])}
        elif roll < 0.36:
            made["mode"] = chance.choice(["NULLABLE", "REQUIRED", "REPEATED"])
        elif roll < 0.45 and made["type"] in ("STRING", "NUMERIC", "BIGNUMERIC"):
            for key in ("maxLength", "precision", "scale"):
                made.pop(key, None)
        if "fields" in made and "fields" in original and chance.random() < 0.6:
            made["fields"] = drifted(chance, made["fields"], depth + 1)
        if chance.random() < 0.2 and made["name"].isascii():
            made["name"] = made["name"].swapcase()
        result.append(made)
    result += [field(chance, taken, depth) for _ in range(chance.choice([0, 0, 1, 2]))]
    if chance.random() < 0.3:
        chance.shuffle(result)
    return result or [field(chance, taken, depth)]


def resource(table: str, fields: list[dict]) -> dict:
    return {
        "kind": "bigquery#table", "type": "TABLE", "schema": {"fields": fields},
        "tableReference": {"projectId": PROJECT, "datasetId": DATASET, "tableId": table}}


def pair(seed: int) -> list[dict]:
    """Main, with a key that staging has too, and up to three shapes of one or two tables. The same seed gives the same."""
    chance = random.Random(seed)
    taken = {"id"}
    key = {"name": "id", "type": chance.choice(["INTEGER", "STRING", "DATE"]), "mode": chance.choice(["NULLABLE", "REQUIRED"])}
    fields = [field(chance, taken) for _ in range(chance.randint(1, 8))]
    main = resource("main", [key, *fields])
    if chance.random() < 0.2:
        main["schema"]["fields"].append({"name": "part", "type": "DATE", "mode": "REQUIRED"})
        main |= {"timePartitioning": {"type": "DAY", "field": "part"}, "requirePartitionFilter": True}
    found = [main]
    for shape in range(chance.randint(1, 3)):
        own = [key, *drifted(chance, fields)]
        if "timePartitioning" in main:
            own.append({"name": "part", "type": "DATE", "mode": "NULLABLE"})
        found += [resource(f"_staging_{shape}_{table}", own) for table in range(chance.randint(1, 2))]
    return found
