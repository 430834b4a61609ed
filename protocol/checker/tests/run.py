#!/usr/bin/env python3
"""Tests of the checker: honest histories, and lies for each rule, made by a forger."""

import inspect
import itertools
import sys

import village  # finds the checker's modules  # noqa: F401
import check
import codes
import honest
import honest_returns
import lies_filled  # noqa: F401
import lies_paying  # noqa: F401
import lies_places  # noqa: F401
import lies_receiving  # noqa: F401
import lies_returns  # noqa: F401
import lies_terms  # noqa: F401
import lies_within  # noqa: F401
import lying
import seals
from log import Fault
from village import Village


def villages(history):
    names = ("Wechelderzande", "Gierle", "Vlimmeren")
    return [Village(name) for name in names[:len(inspect.signature(history).parameters)]]


def verdict(logs):
    try:
        return check.judge(logs, range(len(logs)))
    except Fault as fault:
        return {"ok": False, "reason": fault.reason, "sequence": fault.sequence,
                "log": fault.path, "about": fault.about}


def told(history, reason):
    """What is wrong with how the checker judged a lie; None when it found it."""
    made = villages(history)
    history(*made)
    said = verdict([one.log for one in made])
    if (said.get("reason"), said.get("log")) != (reason, 0):
        return f"{history.__name__}: {reason} expected, not {said if not said['ok'] else 'ok'}"
    return None


def kept(history):
    """The same for an honest history, in which everybody has the balance it says."""
    made = villages(history)
    wanted = history(*made)
    said = verdict([one.log for one in made])
    if not said["ok"]:
        return f"{history.__name__}: {said}"
    found = {key: value["balance"] for log in said["logs"] for key, value in log["accounts"].items()}
    for who, minutes in wanted.items():
        account = f"pot:{who}" if isinstance(who, str) else f"resident:{seals.text(who.id)}"
        if found[account] != minutes:
            return f"{history.__name__}: {account} has {found[account]}, not {minutes}"
    if any(log["elsewhere"] or log["unread"] for log in said["logs"]):
        return f"{history.__name__}: something was left open: {said}"
    return copies(history.__name__, made)


def copies(name, made):
    """Whatever was exported first: all beginnings of the logs together are honest too."""
    lengths = [range(1, len(one.log.entries) + 1) for one in made]
    for cut in itertools.product(*lengths):
        said = verdict([one.beginning(count) for one, count in zip(made, cut)])
        if not said["ok"]:
            return f"{name}: copies of {cut} entries: {said}"
    for one in made:
        others = [other.as_read_by(one) for other in made if other is not one]
        for logs in ([one.log], [one.log] + others):
            said = verdict(logs)
            if not said["ok"]:
                return f"{name}: {one.name} alone, or with its copies of others: {said}"
    return None


def main():
    honests = [value for module in (honest, honest_returns) for value in vars(module).values()
               if inspect.isfunction(value) and value.__module__ == module.__name__]
    wrong = [one for one in (kept(history) for history in honests) if one]
    wrong += [one for one in (told(*lie) for lie in lying.TOLD) if one]
    wrong += codes.wrong()
    print("\n".join(wrong + [f"{len(honests)} honest histories, {len(lying.TOLD)} lies, "
                             f"{len(wrong)} judged wrongly"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
