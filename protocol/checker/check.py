#!/usr/bin/env python3
"""Verifies exported logs of Gebuur nodes, from the pages of protocol/ alone.

    check.py village.log [other.log …]     exit 0: everything holds; 1: the first fault; 2: usage
    check.py --json village.log
    check.py --self-test ../vectors

Several logs are checked each by itself and against each other (forks, agreements across a border).
A log that lacks updates (a peer's copy) has its chain, signatures and commitments checked, and is
reported as not complete; --complete makes that a fault.
"""

import argparse
import json
import pathlib
import sys

import log as logs
import rules
import seals
from log import Fault


class World:
    """All logs at hand, for what one log says of another."""

    def __init__(self, found):
        self.updates = {
            entry.update_id: (log, entry)
            for log in found for entry in log.entries if entry.update is not None}

    def listing(self, identity, besides):
        """A listing of any log but `besides`."""
        log, entry = self.updates.get(identity, (None, None))
        if entry is None or log.node == besides or entry.update.WhichOneof("kind") != "listing_posted":
            return None
        return rules.Listing(entry.update.resident, log.node, entry.update.listing_posted)

    def proposal(self, identity, replay):
        """An agreement proposed in another log, on a listing of the replayed one."""
        log, entry = self.updates.get(identity, (None, None))
        if entry is None or entry.update.WhichOneof("kind") != "agreement_proposed":
            return None
        said = entry.update.agreement_proposed
        listing = replay.listings.get(said.listing)
        rules.require(log.node != replay.node and listing, "agreementUnknown")
        return rules.Agreement(
            said.listing, listing.facts.side, listing.facts.gift, listing.author, replay.node,
            entry.update.resident, log.node)

    def entry_hash(self, identity):
        return self.updates[identity][1].hash


def check_forks(found):
    """Two logs of one node must be one the beginning of the other."""
    for at, first in enumerate(found):
        for second in found[at + 1:]:
            if first.node != second.node:
                continue
            for a, b in zip(first.entries, second.entries):
                if a.hash != b.hash:
                    raise Fault(a.sequence, "fork", "two histories of one node")


def replay(log, world):
    state = rules.Replay(log, world)
    for entry in log.entries:
        try:
            state.take(entry)
        except rules.Refusal as refusal:
            raise Fault(entry.sequence, refusal.reason, refusal.about) from None
    for entry in log.entries:
        committed, erased = entry.update.content_commitment, entry.update_id in state.erased
        if committed and entry.content is None and not erased:
            raise Fault(entry.sequence, "contentMissing", "not erased, and yet absent")
        if entry.content is not None and erased:
            raise Fault(entry.sequence, "erasedContent", "erased, and yet present")
        if entry.content is not None and not committed:
            raise Fault(entry.sequence, "contentUnexpected")
    return state


def summary(log, state):
    said = {
        "node": seals.text(log.node), "short": seals.short(log.node), "complete": log.complete,
        "entries": len(log.entries), "head": seals.text(log.entries[-1].hash),
        "contents": sum(entry.content is not None for entry in log.entries)}
    if state is None:
        return said
    residents = sorted(key[1:] for key in state.balances if key[0] == 1)
    total = sum(balance[0] for balance in state.balances.values())
    if total != 0:
        raise Fault(len(log.entries) - 1, "amountOverflow", f"balances sum to {total}, not zero")
    return said | {
        "name": state.name, "residents": len(residents),
        "balances": {
            seals.short(resident): state.balances[b"\x01" + resident][0] for resident in residents},
        "transfers": len(state.transfers), "sum": total,
        "minutes": sum(minutes for _, _, minutes in state.transfers.values()),
        "erased": len(state.erased), "elsewhere": state.elsewhere}


def check(paths, complete):
    """The summaries of all logs, or a Fault that knows its file."""
    found, said = [], []
    path = paths[0]
    try:
        for path in paths:
            log = logs.read(pathlib.Path(path).read_bytes())
            if not log.entries:
                raise Fault(0, "truncated", "a log begins with its founding")
            if complete and not log.complete:
                missing = next(e.sequence for e in log.entries if e.update is None)
                raise Fault(missing, "updateMissing", "the log is not complete")
            found.append(log)
        check_forks(found)
        world = World(found)
        for path, log in zip(paths, found):
            said.append(summary(log, replay(log, world) if log.complete else None))
    except Fault as fault:
        fault.path = path
        raise
    return said


def main():
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("logs", nargs="*", metavar="LOG")
    asked.add_argument("--json", action="store_true", help="say it as JSON")
    asked.add_argument("--complete", action="store_true", help="demand every update")
    asked.add_argument("--each", action="store_true", help="each log by itself, whatever the others")
    asked.add_argument("--self-test", metavar="FOLDER", help="check the vectors instead")
    options = asked.parse_args()
    if options.self_test:
        import vectors
        return vectors.run(pathlib.Path(options.self_test))
    if not options.logs:
        asked.error("which log?")
    rounds = [[path] for path in options.logs] if options.each else [options.logs]
    results = [result(paths, options.complete) for paths in rounds]
    for one in results:
        print(json.dumps(one, sort_keys=True) if options.json else sentences(one))
    return 0 if all(one["ok"] for one in results) else 1


def result(paths, complete):
    try:
        return {"ok": True, "logs": check(paths, complete)}
    except Fault as fault:
        return {"ok": False, "log": fault.path, "sequence": fault.sequence,
                "reason": fault.reason, "about": fault.about}


def sentences(said):
    """The result for people."""
    if not said["ok"]:
        about = f" ({said['about']})" if said["about"] else ""
        return f"{said['log']}: entry {said['sequence']}: {said['reason']}{about}"
    lines = []
    for log in said["logs"]:
        lines.append(f"{log.get('name') or log['short']}: {log['entries']} entries verified, "
                     f"head {log['head'][:8]}")
        if not log["complete"]:
            lines.append("  a copy without all updates: rules and books cannot be checked")
            continue
        lines.append(f"  {log['residents']} residents, {log['transfers']} transfers, "
                     f"{log['minutes']} minutes moved, balances sum to {log['sum']}")
        lines += [f"  {name}  {minutes:+6d} min" for name, minutes in log["balances"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
