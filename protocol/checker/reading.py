"""What a node must have read in the other logs, as far as its own log shows it.

No log tells when its node read which entry of another. But bodies arrive in order, so at each of
its entries a node has read some beginning of every other log, never less than before. What it
wrote tells how much at least: ACCEPT cites RESERVE, so that was read. This program always assumes
the least that the entries so far demand, and asks of a rule about another log:

  * what must have been read already, is judged (`seen`);
  * what may have been read (`some_reading`) is looked for further on in the other log. Where it is
    found, at least that much was read;
  * what is not found there at all is a *claim* (`beyond`). Our copy of the other log may end too
    early; it is a fault only if that log goes on to answer the very entry, and so shows that
    everything it rests on should be there.

So an honest log is never rejected, however late its node read, and whichever copy was exported
first. A log not at hand is left to the node, and counted (`elsewhere`).
"""

from dataclasses import dataclass

from common import require


@dataclass
class Claim:
    node: bytes     # whose log should say it
    sequence: int   # of our entry that rests on it
    reason: str
    about: str


class Reading:
    def have_read(self, word):
        """At least up to this word of another log."""
        self.seen[word.node] = max(self.seen.get(word.node, 0), word.place + 1)

    def beyond(self, node, reason, about=""):
        if self.world.has(node):
            self.claims.append(Claim(node, self.entry.sequence, reason, about))
        else:
            self.elsewhere += 1

    def merged(self, identity, agreement, count=None):
        """The agreement with what the other log says of it: what was read, or its first `count`."""
        words = self.world.about(agreement.other(self.node), identity)
        if count is None:
            count = self.seen_words(words)
        merged = agreement.copy()
        for word in words[:count]:
            merged.take(word, self.world)
        return merged

    def seen_words(self, words):
        return sum(word.place < self.seen.get(word.node, 0) for word in words)

    def some_reading(self, identity, agreement, test, reason, ever=False):
        """Some possible reading passes the test; the shortest one was read at least.

        With `ever`, what passed once counts: since our last word about it, whatever came after.
        """
        if not agreement.crosses:
            require(test(agreement), reason)
            return
        other = agreement.other(self.node)
        words = self.world.about(other, identity)
        seen = self.seen_words(words)
        for count in range(agreement.heard if ever else seen, len(words) + 1):
            if test(self.merged(identity, agreement, count)):
                if count > seen:
                    self.have_read(words[count - 1])
                return
        self.beyond(other, reason)
