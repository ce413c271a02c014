#!/usr/bin/env python3
"""Resting points of national draws in numpy: a peer to be measured against, and to agree with.

    python3 resting.py INSTANCE            (needs numpy >= 1.24 and nothing else)

INSTANCE is written by `crates/ballast/benches/resting.rs`. Its first line is a JSON object:

    {"arrays": [{"name": "line_annual", "dtype": "<f8", "shape": [3952]}, ...]}

and after that line the arrays follow one after another as raw little-endian bytes, in C order:

    line_annual, line_volume, line_alternative   by line: price and alternative in pence a year (infinite: can't
                                                 leave), volume in people
    line_cell, cell_unit, cell_service           places: of a line's service of a unit, of its unit, of its service
    pool_cell, pool_unit, pool_kind, pool_annual by pool: the cell (-1: overhead), the unit, 0 fixed or step
                                                 (steps stay when they are freed) or 1 variable, pence a year
    reluctance                                   by draw
    elsewhere                                    draws x services: factor on every alternative
    standing                                     draws x units: factor on fixed cost and steps
    leavers                                      draws x first leavers, as lines

Lines are sorted by cell, cells by unit. Prints one JSON object: for each way that was tried the seconds that
the resting points took (reading, and what is the same for every draw, left out), and of the fastest the number
of lines that left by draw, their hash by draw, and the most rounds that any unit took. Draws are timed in
pieces of 256, each by the best of five turns.

Ways: `one` draw at a time with bincount; `batch` of draws x lines with add.reduceat; `pointers` over lines
sorted by what tips them, batch of draws x services, each with a table of running volumes.
"""

import json
import sys
import time

import numpy as np

ROUNDING = 1e-12


def read(path):
    with open(path, "rb") as file:
        header = json.loads(file.readline())
        found = {}
        for array in header["arrays"]:
            dtype = np.dtype(array["dtype"])
            count = int(np.prod(array["shape"]))
            data = np.frombuffer(file.read(count * dtype.itemsize), dtype=dtype)
            found[array["name"]] = data.reshape(array["shape"])
    return found


def keys(count):
    """One 64-bit key a line (splitmix64 of its place): the hash of a set is the sum of its keys."""
    with np.errstate(over="ignore"):
        z = (np.arange(count, dtype=np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


class Game:
    """What is the same for every draw."""

    def __init__(self, a):
        self.cell, self.unit, self.service = a["line_cell"], a["cell_unit"], a["cell_service"]
        self.cells, self.units = len(self.unit), a["standing"].shape[1]
        self.volume = a["line_volume"]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = a["line_alternative"] / a["line_annual"] * (1.0 + ROUNDING)
        self.ratio = np.where(a["line_annual"] > 0.0, ratio, np.inf)
        self.counts = np.bincount(self.cell, minlength=self.cells)
        self.first_line = np.concatenate(([0], np.cumsum(self.counts)[:-1]))
        of_unit = np.bincount(self.unit, minlength=self.units)
        self.first_cell = np.concatenate(([0], np.cumsum(of_unit)[:-1]))
        self.start = np.bincount(self.cell, weights=self.volume, minlength=self.cells)
        direct, variable = a["pool_cell"] >= 0, a["pool_kind"] == 1
        served = self.start > 0.0

        def pools(which, index, count):
            return np.bincount(index[which], weights=a["pool_annual"][which], minlength=count)

        self.standing = pools(direct & ~variable, a["pool_cell"], self.cells) * served
        following = pools(direct & variable, a["pool_cell"], self.cells) * served
        self.by_volume = np.divide(following, self.start, out=np.zeros(self.cells), where=served)
        self.over_standing = pools(~direct & ~variable, a["pool_unit"], self.units)
        self.over_following = pools(~direct & variable, a["pool_unit"], self.units)

    def levels(self, reluctance, elsewhere, standing):
        """By draw: standing cost, overhead, and the cost per volume at which a ratio of 1 tips."""
        stands = self.standing * standing[:, self.unit]
        cost = stands + self.by_volume * self.start
        direct = np.add.reduceat(cost, self.first_cell, axis=1)
        over = self.over_standing * standing
        rate = self.over_following / direct
        with np.errstate(divide="ignore", invalid="ignore"):
            kappa = cost * (1.0 + rate + over / direct)[:, self.unit] / self.start
        limit = kappa * (1.0 + reluctance)[:, None] * elsewhere[:, self.service]
        return stands, over, rate, limit

    def kappa(self, volume, stands, over, rate):
        """Cost per volume with overhead, by draw and cell; 0 where nobody is left."""
        served = volume > 0.0
        cost = (stands + self.by_volume * volume) * served
        direct = np.add.reduceat(cost, self.first_cell, axis=-1)
        safe = np.where(direct > 0.0, direct, 1.0)
        multiple = 1.0 + rate + over / safe
        return cost * multiple[..., self.unit] / np.where(served, volume, 1.0)


def one(game, a):
    """One draw at a time, dense over lines."""
    draws, lines = len(a["reluctance"]), len(game.cell)
    gone_all, rounds = np.zeros((draws, lines), dtype=bool), np.zeros(draws, dtype=np.int64)
    volume_left = np.empty(lines)
    for draw in range(draws):
        at = slice(draw, draw + 1)
        stands, over, rate, limit = (
            x[0] for x in game.levels(a["reluctance"][at], a["elsewhere"][at], a["standing"][at])
        )
        gone = gone_all[draw]
        gone[a["leavers"][draw]] = True
        while True:
            np.multiply(game.volume, ~gone, out=volume_left)
            volume = np.bincount(game.cell, weights=volume_left, minlength=game.cells)
            kappa = game.kappa(volume, stands, over, rate)
            leave = game.ratio < (kappa / limit)[game.cell]
            leave &= ~gone
            if not leave.any():
                break
            gone |= leave
            rounds[draw] += 1
    return gone_all, rounds


def batch(game, a, size):
    """Batches of draws x lines; draws that have come to rest are left out of later rounds."""
    draws, lines = len(a["reluctance"]), len(game.cell)
    gone_all, rounds = np.zeros((draws, lines), dtype=bool), np.zeros(draws, dtype=np.int64)
    for begin in range(0, draws, size):
        at = np.arange(begin, min(begin + size, draws))
        stands, over, rate, limit = game.levels(a["reluctance"][at], a["elsewhere"][at], a["standing"][at])
        gone_all[at[:, None], a["leavers"][at]] = True
        gone = gone_all[begin : begin + size].copy()
        while True:
            volume = np.add.reduceat(game.volume * ~gone, game.first_line, axis=1)
            kappa = game.kappa(volume, stands, over, rate)
            leave = game.ratio < np.repeat(kappa / limit, game.counts, axis=1)
            leave &= ~gone
            more = leave.any(axis=1)
            gone |= leave
            rounds[at] += more
            if not more.all():
                gone_all[at[~more]] = gone[~more]
                at, gone, stands, over = at[more], gone[more], stands[more], over[more]
                rate, limit = rate[more], limit[more]
            if not len(at):
                break
    return gone_all, rounds


class Pointers:
    """Lines sorted by what tips them, in a table cells x lines padded with lines that never leave."""

    def __init__(self, game):
        order = np.lexsort((game.ratio, game.cell))
        column = np.arange(len(order)) - np.repeat(game.first_line, game.counts)
        self.width = int(game.counts.max()) + 1
        # Where each line stands in the table, laid flat.
        self.place = np.empty(len(order), dtype=np.int64)
        self.place[order] = game.cell[order] * self.width + column
        self.ratio = np.full(game.cells * self.width, np.inf)
        self.ratio[self.place] = game.ratio
        self.volume = np.zeros(game.cells * self.width)
        self.volume[self.place] = game.volume
        self.base = np.arange(game.cells) * self.width


def pointers(game, a, size):
    """Batches of draws x cells: how many of a cell's sorted lines have been passed says who left."""
    table = Pointers(game)
    draws, lines = len(a["reluctance"]), len(game.cell)
    gone_all, rounds = np.zeros((draws, lines), dtype=bool), np.zeros(draws, dtype=np.int64)
    for begin in range(0, draws, size):
        at = np.arange(begin, min(begin + size, draws))
        stands, over, rate, limit = game.levels(a["reluctance"][at], a["elsewhere"][at], a["standing"][at])
        row = np.arange(len(at))[:, None]
        first = table.place[a["leavers"][at]]
        stays = np.ones((len(at), game.cells * table.width), dtype=bool)
        stays[row, first] = False
        # Volume of those from a place on, within the cell: what is left when all before it have gone.
        left = (table.volume * stays).reshape(len(at), game.cells, table.width)
        left = np.cumsum(left[:, :, ::-1], axis=2)[:, :, ::-1].reshape(len(at), -1)
        tail = np.cumsum(stays.reshape(len(at), game.cells, table.width)[:, :, ::-1], axis=2, dtype=np.int16)
        tail = tail[:, :, ::-1].reshape(len(at), -1)
        passed = np.tile(table.base, (len(at), 1))
        final, live = passed.copy(), np.arange(len(at))
        while len(live):
            local = live[:, None]
            volume = left[local, passed]
            kappa = game.kappa(volume, stands[live], over[live], rate[live])
            dear = kappa / limit[live]
            before = passed.copy()
            step = np.nonzero(table.ratio[passed] < dear)
            while len(step[0]):
                passed[step] += 1
                on = table.ratio[passed[step]] < dear[step]
                step = (step[0][on], step[1][on])
            # Only those who had not left at first count as leaving now.
            more = (tail[local, before] != tail[local, passed]).any(axis=1)
            rounds[at[live]] += more
            final[live] = passed
            live, passed = live[more], passed[more]
        # Back from the table to lines.
        limit_place = final[:, game.cell]
        gone = (table.place[None, :] < limit_place) | ~stays[:, table.place]
        gone_all[at] = gone
    return gone_all, rounds


PIECE, TURNS = 256, 5


def timed(way, a, begin):
    """The best of several turns at a piece of the draws: what else the machine does must not count."""
    names = ("reluctance", "elsewhere", "standing", "leavers")
    piece = {**a, **{name: a[name][begin : begin + PIECE] for name in names}}
    best = None
    for _ in range(TURNS):
        start = time.perf_counter()
        found = way(piece)
        taken = time.perf_counter() - start
        best = taken if best is None else min(best, taken)
    return best, found


def main():
    a = read(sys.argv[1])
    game = Game(a)
    ways = {"one draw at a time": lambda of: one(game, of)}
    for size in (8, 32, 128):
        ways[f"batches of {size} draws"] = lambda of, size=size: batch(game, of, size)
        ways[f"pointers, batches of {size} draws"] = lambda of, size=size: pointers(game, of, size)
    # Each way is tried on the first piece; the fastest does all of them.
    draws = len(a["reluctance"])
    tried = {name: timed(way, a, 0)[0] / min(PIECE, draws) for name, way in ways.items()}
    best = min(tried, key=tried.get)
    pieces = [timed(ways[best], a, begin) for begin in range(0, draws, PIECE)]
    seconds = sum(taken for taken, _ in pieces)
    gone = np.concatenate([found[0] for _, found in pieces])
    rounds = np.concatenate([found[1] for _, found in pieces])
    with np.errstate(over="ignore"):
        hashes = [int((keys(gone.shape[1]) * row).sum(dtype=np.uint64)) for row in gone]
    answer = {
        "numpy": np.__version__,
        "way": best,
        "seconds": seconds,
        "draws": len(rounds),
        "microseconds_by_way": {name: second * 1e6 for name, second in tried.items()},
        "left": gone.sum(axis=1).tolist(),
        "hash": [f"{value:016x}" for value in hashes],
        "rounds": rounds.tolist(),
    }
    json.dump(answer, sys.stdout)
    print()


if __name__ == "__main__":
    main()
