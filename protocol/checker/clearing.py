"""Clearing accounts and what the other neighbourhood says of them: protocol/10-books.md §8.

What the peer said last, and whether it ended the federation, depends on how far its log was read.
Such a limit is judged against the largest value that may have been known (or, where a transfer was
rejected for it, the smallest); our own word is exact.
"""

import seals
from accounts import Account, clearing_key
from common import ADDRESSED, BALANCE_BOUND, STATEMENT_PAUSE, require


class Clearing:
    def clearing_limits_set(self, said):
        require(self.peers.get(said.peer) in ("proposed", "active"), "peerUnknown")
        require(said.we_may_owe <= BALANCE_BOUND and said.they_may_owe <= BALANCE_BOUND,
                "fieldOutOfRange", "limits")
        self.clearing_limits[said.peer] = (said.we_may_owe, said.they_may_owe)
        return ADDRESSED, said.peer

    # -- statements of account -------------------------------------------------------------------

    def clearing_stated(self, said):
        self.require_peer(said.peer)
        between = [one for one in self.crossings.values() if one.peer == said.peer]
        sums = (sum(one.minutes for one in between if one.state == "committed"),
                sum(one.minutes for one in between if one.state == "applied"))
        if any(one.legs is None and (one.state == "applied" or one.corrects)
               and one.state in ("applied", "committed") for one in between):
            self.elsewhere += 1  # how many minutes, is not at hand
        else:
            require((said.committed, said.applied) == sums, "statesOtherwise")
        before, time = self.statements.get(said.peer, ((0, 0), None))
        require((said.committed, said.applied) != before, "notDue", "nothing changed")
        require(time is None or self.now >= time + STATEMENT_PAUSE, "notDue")
        self.statements[said.peer] = (said.committed, said.applied), self.now
        return ADDRESSED, said.peer

    # -- is it a peer -----------------------------------------------------------------------------

    def require_peer(self, node, reason="peerUnknown"):
        """It may be an active peer. An end said in its log may not have been read."""
        require(self.peers.get(node) in ("proposed", "active"), reason)
        if self.peers[node] == "proposed":
            answers = self.acceptances(node)
            if answers:
                self.have_read(answers[0])
            else:
                self.beyond(node, reason)

    def acceptances(self, node):
        return [word for word in self.world.of_kind(node, "federation_accepted")
                if word.said.terms.first == self.node]

    def require_no_peer(self, node, reason):
        """It may be no active peer: an end in either log, or no yes that was surely read."""
        ours, asked = self.peers.get(node), self.proposed.get(node)
        active = ours == "active" or ours == "proposed" and self.seen_words(
            [word for word in self.acceptances(node)
             if seals.digest("update", word.said.proposal.body) == asked])
        ends = any(word.said.peer == self.node
                   for word in self.world.of_kind(node, "federation_ended"))
        if active and not ends:
            self.beyond(node, reason, "an active peer")

    # -- limits -----------------------------------------------------------------------------------

    def used(self, peer, owing):
        """Minutes that we owe (or, else, are owed), posted and held."""
        account = self.accounts.setdefault(clearing_key(peer), Account())
        return account.balance + account.held_in if owing else account.held_out - account.balance

    def own_limit(self, peer, owing):
        return self.clearing_limits.get(peer, (0, 0))[0 if owing else 1]

    def their_limits(self, peer, owing):
        """What they may have said last, as we read it; 0 stands for nothing yet."""
        words = [word for word in self.world.of_kind(peer, "clearing_limits_set")
                 if word.said.peer == self.node]
        seen = self.seen_words(words)
        return [word.said.they_may_owe if owing else word.said.we_may_owe
                for word in words[max(0, seen - 1):]] + ([] if seen else [0])

    def rooms_to_owe(self, peer):
        """How much more we may owe them, by every limit of theirs that we may have read."""
        used, ours = self.used(peer, owing=True), self.own_limit(peer, True)
        return {max(0, min(ours, theirs) - used) for theirs in self.their_limits(peer, True)}

    def require_clearing(self, peer, minutes, owing):
        key, needed = clearing_key(peer), self.used(peer, owing) + minutes
        if not owing:
            needed += self.released(peer, "transfer_committed")
        self.judge(key, needed <= self.own_limit(peer, owing), "clearingLimitReached")
        if not owing:
            needed += self.released(peer, None)
        if not self.accounts[key].vague and needed > min(
                self.own_limit(peer, owing), max(self.their_limits(peer, owing))):
            self.beyond(peer, "clearingLimitReached")

    def released(self, peer, *decided):
        """Minutes that we let go and that the peer may still commit, by what its log says of them."""
        kinds = {identity: word and word.kind for identity, word in (
            (identity, self.decision(peer, identity)) for identity in self.crossings)}
        return sum(one.minutes for identity, one in self.crossings.items() if one.peer == peer
                   and one.state == "released" and kinds[identity] in decided)

    def require_no_room(self, peer, minutes):
        """We may have had no room for that much to be owed to us."""
        needed = self.used(peer, owing=False) + minutes + self.released(
            peer, None, "transfer_committed", "transfer_voided")
        lowest = min(self.own_limit(peer, False), *self.their_limits(peer, False))
        if needed <= lowest and not self.accounts[clearing_key(peer)].vague:
            self.beyond(peer, "stepOutOfTurn", "reason")

    def require_any_clearing(self, peer, owing):
        """Something else than gifts can cross at all."""
        require(self.own_limit(peer, owing) > 0, "acrossTheBorderOnlyGifts")
        if not any(self.their_limits(peer, owing)):
            self.beyond(peer, "acrossTheBorderOnlyGifts")
