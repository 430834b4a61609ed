#!/usr/bin/env python3
"""Verifies exported logs of Gebuur nodes, from the pages of protocol/ alone.

    check.py village.log [other.log …]     exit 0: everything holds; 1: the first fault; 2: usage
    check.py --json village.log
    check.py --self-test ../vectors
    check.py --hours statement.txt

Several logs are checked each by itself and against each other: forks, agreements and hours across
a border. What a rule needs from a log that is not given is left to the node, and counted.
A log that lacks updates (a peer's copy) has its chain, signatures and commitments checked, and is
reported as not complete; --complete makes that a fault.

    log, seals, wire     bytes: chain, hashes, signatures, messages (01–03)
    replay               one log, rule by rule: who may say what (05 §4), then by subject:
      people, texts, exchange, agreements, federation               (05)
      books, accounts, outcomes, pots                               (10 §1–§6, §9, §10)
      crossing, paying, receiving, clearing, returns                (10 §6–§8)
    world, reading       what one log shows of how far another was read
    report               what is said in the end
    hours                a signed statement of hours (10 §13)
    vectors, tests/      the self-test; honest and lying histories
"""

import argparse
import contextlib
import json
import pathlib
import sys

import log as logs
from common import Refusal
from log import Fault
from replay import Replay
from report import border, sentences, summary
from world import World


@contextlib.contextmanager
def about(name):
    """A fault found here is one of this log."""
    try:
        yield
    except Fault as fault:
        fault.path = name
        raise


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
    state = Replay(log, world)
    for entry in log.entries:
        try:
            state.take(entry)
        except Refusal as refusal:
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


def check_claims(state, states):
    """What rests on words of another log that are not there, although it should go far enough.

    Whoever answered our entry wrote before that whatever our entry rests on.
    """
    for claim in state.claims:
        other = states.get(claim.node)
        if other and other.seen.get(state.node, 0) > claim.sequence:
            raise Fault(claim.sequence, claim.reason, claim.about)


def read(path, complete):
    log = logs.read(pathlib.Path(path).read_bytes())
    if not log.entries:
        raise Fault(0, "truncated", "a log begins with its founding")
    if complete and not log.complete:
        missing = next(e.sequence for e in log.entries if e.update is None)
        raise Fault(missing, "updateMissing", "the log is not complete")
    return log


def judge(found, names):
    """What there is to say of these logs; a Fault knows which log it is about."""
    with about(names[-1]):
        check_forks(found)
    world, replays, said = World(found), [], []
    for name, log in zip(names, found):
        with about(name):
            replays.append(replay(log, world) if log.complete else None)
    states = {}
    for state in replays:  # of two copies, the one that goes further
        if state and (state.node not in states
                      or len(state.updates) > len(states[state.node].updates)):
            states[state.node] = state
    for name, log, state in zip(names, found, replays):
        with about(name):
            if state:
                check_claims(state, states)
            said.append(summary(log, state))
    nodes = sorted(states)
    with about(names[-1]):
        borders = [border(states[one], states[other])
                   for at, one in enumerate(nodes) for other in nodes[at + 1:]]
    return {"ok": True, "logs": said, "borders": [one for one in borders if one]}


def check(paths, complete):
    found = []
    for path in paths:
        with about(path):
            found.append(read(path, complete))
    return judge(found, paths)


def result(paths, complete):
    try:
        return check(paths, complete)
    except Fault as fault:
        return {"ok": False, "log": fault.path, "sequence": fault.sequence,
                "reason": fault.reason, "about": fault.about}


def main():
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("logs", nargs="*", metavar="LOG")
    asked.add_argument("--json", action="store_true", help="say it as JSON")
    asked.add_argument("--complete", action="store_true", help="demand every update")
    asked.add_argument("--each", action="store_true", help="each log by itself, whatever the others")
    asked.add_argument("--self-test", metavar="FOLDER", help="check the vectors instead")
    asked.add_argument("--hours", metavar="FILE", help="check a signed statement of hours instead")
    options = asked.parse_args()
    if options.self_test:
        import vectors
        return vectors.run(pathlib.Path(options.self_test))
    if options.hours:
        import hours
        said = hours.judge(pathlib.Path(options.hours).read_text(errors="replace"))
        print(json.dumps(said, sort_keys=True))
        return 0 if said["ok"] else 1
    if not options.logs:
        asked.error("which log?")
    rounds = [[path] for path in options.logs] if options.each else [options.logs]
    results = [result(paths, options.complete) for paths in rounds]
    for one in results:
        print(json.dumps(one, sort_keys=True) if options.json else sentences(one))
    return 0 if all(one["ok"] for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
