"""What the checker says of logs that hold: as JSON, and in sentences."""

import seals
from accounts import SOLIDARITY, clearing_key
from log import Fault


def name(key):
    """An account, in words that tell it from every other."""
    if key[0] == 2:
        return "pot:" + key[1:].decode()
    return ("resident:" if key[0] == 1 else "clearing:") + seals.text(key[1:])


def summary(log, state):
    said = {
        "node": seals.text(log.node), "short": seals.short(log.node), "complete": log.complete,
        "entries": len(log.entries), "head": seals.text(log.entries[-1].hash),
        "contents": sum(entry.content is not None for entry in log.entries)}
    if state is None:
        return said
    accounts = dict(sorted(state.accounts.items()))
    residents = [key for key in accounts if key[0] == 1]
    transfers = state.transfers.values()
    return said | {
        "name": state.name, "residents": len(residents) - len(state.left),
        "balances": {seals.short(key[1:]): accounts[key].balance for key in residents},
        "accounts": {name(key): {
            "balance": account.balance, "heldOut": account.held_out, "heldIn": account.held_in,
            "given": account.given, "received": account.received,
        } | ({"exact": False} if account.vague else {}) for key, account in accounts.items()},
        "trial": trial(log, accounts.values()), "sum": 0,
        "clearing": {seals.short(key[1:]): account.balance
                     for key, account in accounts.items() if key[0] == 3},
        "transfers": len(transfers), "minutes": sum(one.total for one in transfers),
        "erased": len(state.erased), "elsewhere": state.elsewhere, "unread": len(state.claims)}


def trial(log, accounts):
    """Balances above zero and below it, and what is held of each: the sums must be equal."""
    above = sum(max(0, account.balance) for account in accounts)
    below = sum(max(0, -account.balance) for account in accounts)
    held_in = sum(account.held_in for account in accounts)
    held_out = sum(account.held_out for account in accounts)
    if above != below or held_in != held_out:
        raise Fault(len(log.entries) - 1, "amountOverflow", "the books do not sum to zero")
    return {"above": above, "below": below, "held": held_in}


def border(one, other):
    """Two neighbourhoods' accounts of each other: what was committed and is not applied yet."""
    keys = clearing_key(other.node), clearing_key(one.node)
    accounts = [state.accounts.get(key) for state, key in zip((one, other), keys)]
    transfers = [(identity, payer, payee) for payer, payee in ((one, other), (other, one))
                 for identity, crossing in payer.crossings.items()
                 if crossing.ours and crossing.peer == payee.node]
    if not any(accounts) and not transfers:
        return None
    balances = [account.balance if account else 0 for account in accounts]
    said = {"between": [seals.short(one.node), seals.short(other.node)], "clearing": balances,
            "underWay": 0, "transfers": len(transfers)}
    if any(account and account.vague for account in accounts):
        return said | {"exact": False}
    for identity, payer, payee in transfers:
        ours, theirs = payer.crossings[identity], payee.crossings.get(identity)
        committed, applied = ours.state == "committed", theirs and theirs.state == "applied"
        said["underWay"] += ours.minutes * (bool(committed) - bool(applied))
    if sum(balances) != said["underWay"]:
        raise Fault(0, "clearingDiffers", f"{sum(balances)}, and {said['underWay']} under way")
    return said


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
        lines += [row(title, account) for title, account in log["accounts"].items()
                  if title != name(SOLIDARITY) or any(account.values())]
        if log["elsewhere"]:
            lines.append(f"  {log['elsewhere']} rules rest on logs that are not at hand")
        if log["unread"]:
            lines.append(f"  {log['unread']} rules rest on entries later than the other logs at "
                         "hand: export those again")
    for one in said.get("borders", []):
        lines.append(f"{' and '.join(one['between'])}: {one['transfers']} transfers across, "
                     f"clearing {one['clearing'][0]:+d} and {one['clearing'][1]:+d}, "
                     f"{one['underWay']} minutes under way")
    return "\n".join(lines)


def row(title, account):
    kind, _, rest = title.partition(":")
    short = rest if kind == "pot" else rest[:8]
    held = "".join(f", {account[part]} {word}" for part, word in (
        ("heldOut", "promised away"), ("heldIn", "promised to it")) if account[part])
    mark = "" if account.get("exact", True) else ", not known exactly"
    prefix = "" if kind == "resident" else kind + " "
    return f"  {prefix}{short}  {account['balance']:+6d} min{held}{mark}"
