"""A second implementation of docs/spec/record.md, with nothing but Python's own library.

    python3 verify.py FILE [NAME+ID+KEY]

FILE is a record.jsonl or a .tlog-proof, for which the key is needed. Ends with 0 when it holds, with 1 and the first difference when not.
"""

import base64
import hashlib
import json
import sys

# Ed25519, RFC 8032 section 5.1.7.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_times(number, p):
    q = (0, 1, 1, 0)
    while number:
        if number & 1:
            q = point_add(q, p)
        p, number = point_add(p, p), number >> 1
    return q


def point_read(raw):
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - x2) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_read((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public, message, signature):
    a, r, s = point_read(public), point_read(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or len(signature) != 64:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    p, q = point_times(s, BASE), point_add(r, point_times(k, a))
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


# Signed heads, C2SP.


def read_key(text):
    name, key_id, raw = text.split("+", 2)
    raw = unbase64(raw)
    if raw[0] != 1 or hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex() != key_id:
        raise ValueError("not a key")
    return name, bytes.fromhex(key_id), raw[1:]


def unbase64(text):
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("not the one way to write it")
    return raw


def open_head(note, key):
    text, _, below = note.rpartition("\n\n")
    text += "\n"
    good = False
    for line in below.removesuffix("\n").split("\n"):
        _, name, signature = line.split(" ")
        raw = unbase64(signature)
        if name == key[0] and raw[:4] == key[1]:
            if not is_signed(key[2], text.encode(), raw[4:]):
                raise ValueError("the signature doesn't fit")
            good = True
    origin, size, root = text.splitlines()
    if not good or str(int(size)) != size:
        raise ValueError("not signed with the key")
    return origin, int(size), unbase64(root)


# The tree, RFC 6962 section 2.1.


def leaf_hash(leaf):
    return hashlib.sha256(b"\0" + leaf).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return node_hash(root_of(leaves[:k]), root_of(leaves[k:]))


def is_included(leaf, index, size, path, root):
    """Goes down from the root: the proof's last hash is the topmost."""

    def up(index, size, path):
        if size == 1:
            return leaf if not path else None
        k = 1
        while 2 * k < size:
            k *= 2
        if not path:
            return None
        if index < k:
            below = up(index, k, path[:-1])
            return below and node_hash(below, path[-1])
        below = up(index - k, size - k, path[:-1])
        return below and node_hash(path[-1], below)

    return index < size and up(index, size, path) == root


# The record.


def canonical(value):
    """RFC 8785, for values that hold texts and whole numbers only."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    return json.dumps(value, ensure_ascii=False)


def read_line(line):
    value = json.loads(line)
    if canonical(value) != line:
        raise ValueError("not canonical")
    return value


class Differs(Exception):
    def __init__(self, number, how, seen):
        where = f"entry {number} differs" if number else "it differs"
        super().__init__(f"{where} ({how}): {seen}")


def verify_record(text, known=None):
    lines = text.split("\n")
    if lines.pop():
        raise Differs(None, "entry", "it ends in the middle of a line")
    first = read_line(lines.pop(0))
    if set(first) != {"format", "key", "origin"} or first["format"] != "ballast-record@v1":
        raise Differs(None, "head", "not a record")
    if known and known != first["key"]:
        raise Differs(None, "head", "another key")
    key, leaves, sealed, lines = read_key(first["key"]), [], 0, [read_line(line) for line in lines]
    numbers = [line["entry"]["number"] for line in lines if "entry" in line]
    for line in lines:
        here = len(leaves) + 1
        if "head" in line:
            try:
                origin, size, root = open_head(line["head"], key)
            except ValueError as error:
                raise Differs(None, "head", str(error))
            if size > len(leaves):
                raise Differs(here, "missing", "a head is over more entries")
            if origin != first["origin"] or size != len(leaves) or root != root_of(leaves):
                raise Differs(None, "head", "the head isn't of these entries")
            sealed = size
            continue
        entry, leaf = line["entry"], leaf_hash(canonical(line["entry"]).encode())
        if leaf.hex() != line["leaf"] or set(entry) != {"at", "contents", "facts", "log", "number"}:
            raise Differs(here, "entry", "it isn't as it was made")
        number = entry["number"]
        if number != here:
            if number < here or numbers.count(number) > 1:
                raise Differs(number, "added", "it stands there more than once")
            raise Differs(here, "order" if here in numbers else "missing", f"entry {number} stands there")
        if entry["log"] != first["origin"]:
            raise Differs(here, "entry", "it is of another log")
        for name, kept in line["contents"].items():
            salted = hashlib.sha256(bytes.fromhex(kept["salt"]) + unbase64(kept["content"])).hexdigest()
            if entry["contents"].get(name) != salted:
                raise Differs(here, "content", f"its {name} isn't what was recorded")
        leaves.append(leaf)
    if sealed == 0:
        raise Differs(None, "head", "no head")
    if sealed < len(leaves):
        raise Differs(sealed + 1, "added", "it stands after the last signed head")
    return f"{len(leaves)} entries, root {root_of(leaves).hex()}"


def verify_proof(text, known):
    above, _, note = text.partition("\n\n")
    first, extra, index, *path = above.split("\n")
    if first != "c2sp.org/tlog-proof@v1":
        raise Differs(None, "head", "not a proof")
    raw = unbase64(extra.removeprefix("extra "))
    entry, index = read_line(raw.decode()), int(index.removeprefix("index "))
    # A proof doesn't bring its key.
    origin, size, root = open_head(note, read_key(known))
    if entry["log"] != origin or entry["number"] != index + 1:
        raise Differs(entry["number"], "order", "it isn't at its place")
    if not is_included(leaf_hash(raw), index, size, [unbase64(hash) for hash in path], root):
        raise Differs(entry["number"], "entry", "the head isn't over it")
    return f"entry {index + 1} is one of {size}"


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        text = file.read()
    check = verify_proof if text.startswith("c2sp.org/") else verify_record
    try:
        print(check(text, *sys.argv[2:3]))
    except Differs as difference:
        print(difference)
        sys.exit(1)


if __name__ == "__main__":
    main()
