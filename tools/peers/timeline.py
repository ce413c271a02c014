#!/usr/bin/env python3
"""The five-year monthly timeline with reaction, written a second time with numpy.

Beside the engine in two ways: it must agree on which lines leave in every draw and on what the system spends, and
it says how long a careful vectorised version takes. Written from docs/model.md, sections 2, 3, 6 and 7, not from
the engine's code. It needs numpy 1.24 or later and nothing else.

    timeline.py INSTANCE [draws in a batch ...]

prints one line of JSON: `seconds` (the computation alone, of the best batch size), `batch`, `draws`, and by draw
`system` and `baseline` (what the system spends with and without the moves, pence), `leaves` and `leaves_baseline`
(lines that leave by their own decision) and `lowest` (lowest reserve of each unit with the moves, pence).

How it is vectorised: over draws and, within a month, over all lines, services and pools at once, with lines and
pools sorted by service so that sums are `reduceat`. Between events (a move, a review, the end of a notice) nothing
is recomputed: what recurs is written into all later months at once, and a release tail is added whole. Numbers
that no draw changes have one row, which numpy broadcasts.

It doesn't round: the engine rounds each posting to whole pence, so the two agree within half a penny a posting.
It doesn't know rules that charge leavers or remaining buyers, moves to another unit or to a shared host, or lines
that start later; the bench doesn't ask for them, and it refuses an instance with them.

The instance: 8 bytes, the length of the header (little endian); the header, JSON; then the arrays, raw and little
endian, one after another. The header has `months`, `first_month` (1 to 12) and `arrays`: name, dtype (numpy's) and
shape of each, in order. Money in pence; -1 is none. Arrays, with L lines, P pools, C services of units, U units,
A alternatives, G groups of posts, E moves of lines, M months, D draws:

    line_cell L, line_annual L, line_volume L, line_notice L, line_fixed_until L (the price may follow cost at
    reviews after this month), line_options L x K (alternatives)
    cell_unit C; unit_reserve U, unit_review U (month of the year)
    pool_cell P (-1 overhead), pool_unit P, pool_kind P (0 variable, 1 step, 2 fixed), pool_staff P, pool_annual P,
    pool_step P, pool_delay P, pool_over P
    curve_fixed, curve_per_volume, curve_step, curve_step_volume, curve_vat, curve_switching, curve_spread: A;
    curve_own A (for one buyer only)
    post_cell G, post_wte G, post_frontline G, post_redundancy G x M (of one post, by month of payment)
    exit_line E, exit_month E, exit_phase E, exit_transfer E (nan: the default), exit_redeploy E, exit_stop E,
    exit_options E x K
    shares 3 x M x 4 (residual, redundancy, transition; leaver, remaining, unit, centre)
    reluctance D, and for what is drawn NAME_columns and NAME_values D x columns: pool_annual, pool_delay,
    pool_over, curve_fixed, curve_per_volume
"""
import json
import struct
import sys
import time

import numpy as np

STEP_TOLERANCE = 1e-9
FALL_MIN_PENCE = 1e-6


def read(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<q", file.read(8))
        header = json.loads(file.read(length))
        data = {}
        for name, dtype, shape in header["arrays"]:
            count = int(np.prod(shape))
            data[name] = np.frombuffer(file.read(count * np.dtype(dtype).itemsize), dtype).reshape(shape)
    data["months"], data["first_month"] = header["months"], header["first_month"]
    return data


def starts(groups, count):
    """Where each group starts in a sorted list, and which groups there are."""
    present, first = np.unique(groups, return_index=True)
    assert (np.diff(groups) >= 0).all() and present.max(initial=0) < count
    return present, first


def sums(values, present, first, count):
    """Sums by group along the second axis; groups without members are 0."""
    added = np.add.reduceat(values, first, axis=1)
    if len(present) == count:
        return added
    out = np.zeros((values.shape[0], count))
    out[:, present] = added
    return out


def steps(volume, step):
    safe = np.where(step > 0, step, 1.0)
    return np.where((volume > 0) & (step > 0), np.maximum(np.ceil(volume / safe - STEP_TOLERANCE), 1.0), 0.0)


def whole_months(values):
    return np.floor(np.maximum(values, 0.0) + 0.5).astype(np.int64)


class Frame:
    """What all draws share: orders, groups and masks."""

    def __init__(self, data):
        d = self.data = data
        self.months = d["months"]
        with_books = np.flatnonzero(d["line_cell"] >= 0)
        self.lines = with_books[np.argsort(d["line_cell"][with_books], kind="stable")]
        self.place = np.full(len(d["line_cell"]), -1)
        self.place[self.lines] = np.arange(len(self.lines))
        self.outside = d["line_annual"][d["line_cell"] < 0].sum()
        self.cells, self.units = len(d["cell_unit"]), len(d["unit_reserve"])
        self.cell_unit = d["cell_unit"]
        assert (np.diff(self.cell_unit) >= 0).all(), "services are in the order of units"
        self.by_unit = starts(self.cell_unit, self.units)
        self.line_cell = d["line_cell"][self.lines]
        self.by_cell = starts(self.line_cell, self.cells)
        self.lines_by_unit = starts(self.cell_unit[self.line_cell], self.units)
        self.volume = d["line_volume"][self.lines]
        self.base = d["line_annual"][self.lines]
        self.notice = whole_months(d["line_notice"][self.lines])
        self.fixed_until = d["line_fixed_until"][self.lines]
        direct, over = np.flatnonzero(d["pool_cell"] >= 0), np.flatnonzero(d["pool_cell"] < 0)
        self.direct = direct[np.argsort(d["pool_cell"][direct], kind="stable")]
        self.over = over[np.argsort(d["pool_unit"][over], kind="stable")]
        self.direct_cell, self.over_unit = d["pool_cell"][self.direct], d["pool_unit"][self.over]
        self.direct_by_cell = starts(self.direct_cell, self.cells)
        self.over_by_unit = starts(self.over_unit, self.units)
        self.kinds = [[np.flatnonzero(d["pool_kind"][of] == kind) for kind in range(3)] for of in (self.direct, self.over)]
        self.staff = [d["pool_staff"][of] != 0 for of in (self.direct, self.over)]
        self.review_at = [self.reviewing(month) for month in range(self.months)]
        self.options = d["line_options"][self.lines]
        self.exits = self.place[d["exit_line"]]
        assert (self.exits >= 0).all(), "lines that move have a unit"
        shares = d["shares"]
        assert not shares[:2, :, :2].any(), "a rule that charges leavers or remaining buyers"
        self.posts()

    def reviewing(self, month):
        units = self.data["unit_review"] == (self.data["first_month"] - 1 + month) % 12 + 1
        return np.flatnonzero(units[self.cell_unit[self.line_cell]]) if month and units.any() else None

    def posts(self):
        """By service: posts and their redundancy, frontline and management; and its largest staff pools."""
        d = self.data
        self.wte, self.redundancy = np.zeros((2, self.cells)), np.zeros((2, self.cells, self.months + 1))
        for tier in (0, 1):
            of = (d["post_frontline"] != 0) == (tier == 0)
            np.add.at(self.wte[tier], d["post_cell"][of], d["post_wte"][of])
            np.add.at(self.redundancy[tier][:, :-1], d["post_cell"][of], d["post_wte"][of, None] * d["post_redundancy"][of])
        everyone = self.wte.sum(0)
        self.frontline = np.divide(self.wte[0], everyone, out=np.zeros(self.cells), where=everyone > 0)


class Batch:
    """The numbers of some draws. What isn't drawn has one row."""

    def __init__(self, frame, first, last):
        d, f = frame.data, frame
        self.frame, self.draws = frame, last - first

        def drawn(name, of=slice(None)):
            values = d[name][None, :]
            if name + "_columns" in d:
                values = np.repeat(values, self.draws, axis=0)
                values[:, d[name + "_columns"]] = d[name + "_values"][first:last]
            return values[:, of]

        self.annual = [drawn("pool_annual", of) for of in (f.direct, f.over)]
        self.still = []
        self.delay = whole_months(drawn("pool_delay", f.direct))
        over_months = whole_months(drawn("pool_over"))
        delay_months = whole_months(drawn("pool_delay"))
        self.release = [(delay_months[:, of], over_months[:, of]) for of in (f.direct, f.over)]
        self.curve_fixed, self.curve_per_volume = drawn("curve_fixed"), drawn("curve_per_volume")
        self.reluctance = d["reluctance"][first:last, None]
        self.start = self.needs(np.ones((1, len(f.lines))), None)
        self.kappa_start = self.kappa(self.start)
        self.choices()
        self.delays()

    def cost(self, options, volume):
        """Cost a year of alternatives at a volume, without tax; both have one entry a line."""
        d = self.frame.data
        lumps = d["curve_step"][options] * steps(volume, d["curve_step_volume"][options])
        cost = self.curve_fixed[:, options] + self.curve_per_volume[:, options] * volume + lumps
        return np.where(volume > 0, cost, 0.0)

    def best(self, options, volume):
        """Of the options of each line, the one it would take: its own first, then the cheapest with tax."""
        d = self.frame.data
        taken, price = np.full((1, len(volume)), -1), np.full((1, len(volume)), np.inf)
        own = np.zeros((1, len(volume)), bool)
        for option in options.T:
            cost = self.cost(option, volume) * (1.0 + d["curve_vat"][option])
            is_own = d["curve_own"][option] != 0
            better = (option >= 0) & ((is_own & ~own) | ((is_own == own) & (cost < price)))
            taken, price = np.where(better, option, taken), np.where(better, cost, price)
            own = np.where(better, is_own, own)
        return taken, price

    def choices(self):
        """Where each line would go, what it costs there, and the price above which it goes."""
        d, f = self.frame.data, self.frame
        taken, price = self.best(f.options, f.volume)
        spread = d["curve_spread"]
        a_year = np.where(spread > 0, d["curve_switching"] / np.where(spread > 0, spread, 1.0), d["curve_switching"])
        self.tips = (1.0 + self.reluctance) * (price + a_year[taken])
        self.switching = d["curve_switching"][taken]
        self.running = np.where(taken >= 0, price / (1.0 + d["curve_vat"][taken]), 0.0)

    def delays(self):
        """Months before the posts of a service are released: those of its largest staff pool."""
        f, annual = self.frame, self.annual[0]
        largest = np.full((max(len(annual), len(self.delay)), f.cells), -1.0)
        self.post_delay = np.zeros(largest.shape, np.int64)
        for pool in np.flatnonzero(f.staff[0]):
            cell = f.direct_cell[pool]
            larger = annual[:, pool] > largest[:, cell]
            self.post_delay[:, cell] = np.where(larger, self.delay[:, pool], self.post_delay[:, cell])
            largest[:, cell] = np.where(larger, annual[:, pool], largest[:, cell])

    def needed(self, which, now, baseline):
        kinds, annual = self.frame.kinds[which], self.annual[which]
        step = self.frame.data["pool_step"][(self.frame.direct, self.frame.over)[which]]
        served = (now > 0) & (baseline > 0)
        need = np.where(served, annual, 0.0)
        variable, lumps, _ = kinds
        share = np.divide(now, baseline, out=np.zeros(np.broadcast(now, baseline).shape), where=served)
        need[:, variable] *= share[:, variable]
        if len(lumps):
            before = np.maximum(steps(baseline[:, lumps], step[lumps]), 1.0)
            need[:, lumps] *= steps(now[:, lumps], step[lumps]) / before
        return need

    def needs(self, share, start):
        """Needed cost of all units at the shares of lines that are in force."""
        f = self.frame
        volume = sums(f.volume * share, *f.by_cell, f.cells)
        baseline = volume if start is None else start["volume"]
        pools = self.needed(0, volume[:, f.direct_cell], baseline[:, f.direct_cell])
        direct = sums(pools, *f.direct_by_cell, f.cells)
        of_unit = sums(direct, *f.by_unit, f.units)
        before = of_unit if start is None else start["of_unit"]
        over = self.needed(1, of_unit[:, f.over_unit], before[:, f.over_unit])
        served = sums(volume, *f.by_unit, f.units)[:, f.over_unit] > 0
        fixed = f.kinds[1][2]
        over[:, fixed] = np.where(served, self.annual[1], 0.0)[:, fixed]
        overhead = sums(over, *f.over_by_unit, f.units)
        return {"volume": volume, "pools": (pools, over), "direct": direct, "of_unit": of_unit, "overhead": overhead}

    def kappa(self, needs):
        unit = self.frame.cell_unit
        share = np.divide(needs["direct"], needs["of_unit"][:, unit], out=np.zeros_like(needs["direct"]), where=needs["of_unit"][:, unit] > 0)
        cost = needs["direct"] + needs["overhead"][:, unit] * share
        volume = np.broadcast_to(needs["volume"], cost.shape)
        return np.divide(cost, volume, out=np.zeros_like(cost), where=volume > 0)


class Run:
    """One run of all draws of a batch, with or without the moves."""

    def __init__(self, batch, moves):
        b, f = self.b, self.f = batch, batch.frame
        size = (b.draws, len(f.lines))
        self.share, self.price = np.ones(size), np.repeat(f.base[None, :], b.draws, axis=0)
        self.free, self.reacted = np.ones(size, bool), np.zeros(size, bool)
        self.needs = {key: value for key, value in b.start.items()}
        by_unit = (b.draws, f.units, f.months)
        self.income, self.need, self.tails = np.zeros(by_unit), np.zeros(by_unit), np.zeros(by_unit)
        self.once, self.paid_back = np.zeros((b.draws, f.units, f.months + 1)), np.zeros((b.draws, f.units, f.months + 1))
        self.switched, self.elsewhere = np.zeros(b.draws), np.zeros((b.draws, f.months))
        self.due = {}
        self.moves = self.planned() if moves else {}
        self.recur(0)
        for month in range(f.months):
            self.month(month)

    def planned(self):
        """Moves by month: each line with its share of the way there."""
        d, by_month = self.f.data, {}
        self.free[:, self.f.exits] = False
        for exit, line in enumerate(self.f.exits):
            phase = int(d["exit_phase"][exit])
            for step in range(1, phase + 1):
                left = 0.0 if step == phase else 1.0 - step / phase
                by_month.setdefault(int(d["exit_month"][exit]) + step - 1, []).append((exit, line, left, step))
        return by_month

    def month(self, month):
        moves, leaving = self.moves.get(month, []), self.due.pop(month, None)
        if moves or leaving is not None:
            self.leave(month, moves, leaving)
        lines = self.f.review_at[month]
        if lines is None:
            return
        self.reprice(month, lines)
        leaves = self.decide(month, lines)
        for notice in np.unique(self.f.notice[leaves.any(0)]):
            mask = leaves & (self.f.notice == notice)
            if notice == 0:
                self.leave(month, [], mask)
            else:
                later = self.due.get(month + notice)
                self.due[month + notice] = mask if later is None else later | mask

    def reprice(self, month, lines):
        kappa, start = self.b.kappa(self.needs), self.b.kappa_start
        factor = np.divide(kappa, start, out=np.ones(np.broadcast(kappa, start).shape), where=start > 0)
        free = lines[self.f.fixed_until[lines] < month]
        anew = self.f.base[free] * factor[:, self.f.line_cell[free]]
        self.price[:, free] = np.where(self.share[:, free] > 0, anew, self.price[:, free])
        self.recur(month)

    def decide(self, month, lines):
        may = np.zeros(len(self.f.lines), bool)
        may[lines] = self.f.fixed_until[lines] < month
        leaves = (self.price > self.b.tips) & self.free & (self.share > 0) & may
        self.free &= ~leaves
        self.reacted |= leaves
        return leaves

    def leave(self, month, moves, leaving):
        """Lines go, wholly or in part; the unit's cost follows later."""
        b, f, d = self.b, self.f, self.f.data
        share = self.share.copy()
        given, kept = np.full(len(f.lines), np.nan), np.ones(len(f.lines))
        stops = np.zeros(len(f.lines), bool)
        if leaving is not None:
            share[leaving] = 0.0
            self.elsewhere[:, month:] += (np.where(leaving, b.running, 0.0).sum(1) / 12.0)[:, None]
            self.switch(month, np.where(leaving, b.switching, 0.0))
        for exit, line, left, step in moves:
            self.move_away(month, exit, line, left, step)
            share[:, line] = left
            given[line], kept[line] = d["exit_transfer"][exit], 1.0 - d["exit_redeploy"][exit]
            stops[line] = d["exit_stop"][exit] != 0
        gone = (self.share - share) * f.volume
        self.share = share
        before, self.needs = self.needs, b.needs(share, b.start)
        emptied = (self.needs["volume"] <= 0)[:, f.line_cell] & ~stops
        transfers = [np.where(np.isnan(given), np.where(emptied, default, 0.0), given) for default in (1.0, 0.0)]
        of_posts = np.where(np.isnan(given), np.where(emptied, f.frontline[f.line_cell], 0.0), given)
        self.make_redundant(month, gone, transfers, kept)
        self.release(month, before, gone, of_posts)
        self.recur(month)

    def move_away(self, month, exit, line, left, step):
        b, f, d = self.b, self.f, self.f.data
        if d["exit_stop"][exit]:
            return
        volume, earlier = f.volume[line], 1.0 - self.share[:, line]
        if step == 1:
            taken, _ = b.best(d["exit_options"][exit : exit + 1], f.volume[line : line + 1])
            self.taken = getattr(self, "taken", {})
            self.taken[exit] = (taken[:, 0], self.price[:, line].copy())
            known = taken[:, 0] >= 0
            cost = np.zeros((b.draws, len(f.lines)))
            cost[:, line] = np.where(known, d["curve_switching"][taken[:, 0]], 0.0)
            self.switch(month, cost)
        taken, price = self.taken[exit]
        at = lambda part: self.cost_at(taken, price, volume, part)
        self.elsewhere[:, month:] += ((at(1.0 - left) - at(earlier)) / 12.0)[:, None]

    def cost_at(self, taken, price, volume, part):
        """What a leaver pays a year elsewhere once a part of its volume has moved."""
        b, d = self.b, self.f.data
        rows = np.zeros(1, int) if len(b.curve_fixed) == 1 else np.arange(len(b.curve_fixed))
        cols = np.broadcast_to(taken, np.broadcast(taken, rows).shape)
        moved = volume * part
        cost = b.curve_fixed[rows, cols] + b.curve_per_volume[rows, cols] * moved
        cost = cost + d["curve_step"][cols] * steps(moved, d["curve_step_volume"][cols])
        return np.where(np.asarray(moved) > 0, np.where(cols >= 0, cost, price * part), 0.0)

    def switch(self, month, cost):
        """The cost of switching: paid at once, and advanced by the unit as far as the rule says so."""
        f = self.f
        self.switched += cost.sum(1)
        _, remaining, unit, _ = f.data["shares"][2, month]
        if remaining + unit > 0:
            self.paid_back[:, :, month] -= (remaining + unit) * sums(cost, *f.lines_by_unit, f.units)

    def make_redundant(self, month, gone, transfers, kept):
        """Posts of a service in proportion to the volume that goes; those left over are paid after the delay."""
        f, b = self.f, self.b
        paid = np.minimum(month + b.post_delay, f.months)
        start = b.start["volume"]
        cost = 0.0
        for tier, transfer in enumerate(transfers):
            posts = sums(gone * (1.0 - transfer) * kept, *f.by_cell, f.cells)
            posts = np.divide(posts, start, out=np.zeros_like(posts), where=start > 0)
            cost = cost + posts * f.redundancy[tier][np.arange(f.cells), paid]
        cells = np.flatnonzero(cost.any(0))
        centre = f.data["shares"][1, month, 3]
        for cell in cells:
            when = np.broadcast_to(paid[:, cell], self.b.draws)
            np.add.at(self.once, (np.arange(self.b.draws), f.cell_unit[cell], when), cost[:, cell])
            np.add.at(self.paid_back, (np.arange(self.b.draws), f.cell_unit[cell], when), centre * cost[:, cell])

    def release(self, month, before, gone, transfer):
        """Cost that is no longer needed goes by and by; staff who transfer take theirs with them."""
        f, b = self.f, self.b
        fall = [was - now for was, now in zip(before["pools"], self.needs["pools"])]
        fall = [np.where(part > FALL_MIN_PENCE, part, 0.0) for part in fall]
        volume, moved = sums(gone, *f.by_cell, f.cells), sums(gone * transfer, *f.by_cell, f.cells)
        of_cell = np.divide(moved, volume, out=np.zeros_like(volume), where=volume > 0)
        direct = np.where(volume > 0, sums(fall[0], *f.direct_by_cell, f.cells), 0.0)
        weight = sums(direct, *f.by_unit, f.units)
        by_fall = np.divide(sums(direct * of_cell, *f.by_unit, f.units), weight, out=np.zeros_like(weight), where=weight > 0)
        whole = sums(volume, *f.by_unit, f.units)
        by_volume = np.divide(sums(moved, *f.by_unit, f.units), whole, out=np.zeros_like(whole), where=whole > 0)
        of_unit = np.where(weight > 0, by_fall, by_volume)
        stays = (1.0 - f.staff[0] * of_cell[:, f.direct_cell], 1.0 - f.staff[1] * of_unit[:, f.over_unit])
        centre = f.data["shares"][0, month, 3]
        for which, unit in ((0, f.cell_unit[f.direct_cell]), (1, f.over_unit)):
            amount = fall[which] * stays[which]
            pools = np.flatnonzero((amount > 0).any(0))
            if not len(pools):
                continue
            delay, over = (part[:, pools, None] for part in b.release[which])
            into = np.arange(f.months - month)[None, None, :] - delay
            left = np.where(into < 0, 1.0, np.where(into >= over, 0.0, 1.0 - (into + 1) / np.maximum(over, 1)))
            units, first = starts(unit[pools], f.units)
            tail = np.add.reduceat(amount[:, pools, None] * left, first, axis=1) / 12.0
            self.tails[:, units, month:] += tail
            if centre:
                self.paid_back[:, units, month:-1] += centre * tail

    def recur(self, month):
        """What is needed and what is paid, from this month on."""
        f = self.f
        self.need[:, :, month:] = ((self.needs["of_unit"] + self.needs["overhead"]) / 12.0)[:, :, None]
        self.income[:, :, month:] = (sums(self.price * self.share, *f.lines_by_unit, f.units) / 12.0)[:, :, None]

    def system(self):
        spent = self.need.sum((1, 2)) + self.tails.sum((1, 2)) + self.once[:, :, :-1].sum((1, 2))
        return spent + self.switched + self.elsewhere.sum(1) + self.f.outside / 12.0 * self.f.months

    def lowest(self):
        surplus = self.income - self.need - self.tails - self.once[:, :, :-1] + self.paid_back[:, :, :-1]
        return (self.f.data["unit_reserve"][None, :, None] + np.cumsum(surplus, axis=2)).min(2)


def compute(frame, draws, size):
    out = {"system": [], "baseline": [], "lowest": [], "leaves": [], "leaves_baseline": []}
    for first in range(0, draws, size):
        batch = Batch(frame, first, min(first + size, draws))
        moved, still = Run(batch, True), Run(batch, False)
        out["system"].append(moved.system())
        out["baseline"].append(still.system())
        out["lowest"].append(moved.lowest())
        out["leaves"].append(moved.reacted)
        out["leaves_baseline"].append(still.reacted)
    return {name: np.concatenate(parts) for name, parts in out.items()}


def main():
    data = read(sys.argv[1])
    frame, draws = Frame(data), len(data["reluctance"])
    best = None
    for size in [int(text) for text in sys.argv[2:]] or [1, 8, 32]:
        begin = time.perf_counter()
        out = compute(frame, draws, size)
        seconds = time.perf_counter() - begin
        if best is None or seconds < best[0]:
            best = (seconds, size, out)
    seconds, size, out = best
    lines = [[sorted(int(frame.lines[line]) for line in np.flatnonzero(row)) for row in out[name]] for name in ("leaves", "leaves_baseline")]
    print(json.dumps({
        "seconds": seconds, "batch": size, "draws": draws,
        "system": out["system"].tolist(), "baseline": out["baseline"].tolist(), "lowest": out["lowest"].tolist(),
        "leaves": lines[0], "leaves_baseline": lines[1],
    }))


if __name__ == "__main__":
    main()
