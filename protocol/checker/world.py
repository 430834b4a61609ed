"""All logs at hand: what one says that another answers."""

from collections import defaultdict
from dataclasses import dataclass

BEGINNINGS = ("agreement_proposed", "hours_given", "transfer_reserved", "correction_made")


@dataclass
class Word:
    """An update in its place: which log, which entry."""
    node: bytes
    entry: object
    by_node: bool  # the node itself speaks

    @property
    def kind(self):
        return self.entry.update.WhichOneof("kind")

    @property
    def said(self):
        return getattr(self.entry.update, self.kind)

    @property
    def place(self):
        return self.entry.sequence


class World:
    def __init__(self, found):
        self.entries, self.complete, keys = {}, {}, {}
        for log in found:  # of several copies of one log, each entry's fullest
            kept = self.entries.setdefault(log.node, [])
            kept[:] = [a if a.update is not None else b for a, b in zip(kept, log.entries)] \
                + (kept[len(log.entries):] or log.entries[len(kept):])
            keys[log.node] = log.key
        self.words, self.hashes = {}, {}
        self.subjects, self.kinds = defaultdict(list), defaultdict(list)
        for node, entries in self.entries.items():
            self.complete[node] = all(entry.update is not None for entry in entries)
            for entry in entries:
                self.hashes[entry.hash] = (node, entry)
                if entry.update is not None and entry.update.WhichOneof("kind"):
                    update = entry.update
                    word = Word(node, entry, not update.resident and update.author == keys[node])
                    self.add(word)

    def add(self, word):
        self.words[word.entry.update_id] = word
        self.kinds[word.node, word.kind].append(word)
        if word.kind in BEGINNINGS:
            self.subjects[word.node, word.entry.update_id].append(word)
        for part in ("agreement", "transfer"):
            if part in word.said.DESCRIPTOR.fields_by_name:
                self.subjects[word.node, getattr(word.said, part)].append(word)

    def has(self, node):
        """True when nothing of that log's beginning is missing, however far it goes."""
        return self.complete.get(node, False)

    def about(self, node, subject):
        """What the log of `node` says about an agreement or a transfer, in order."""
        return self.subjects.get((node, subject), [])

    def by(self, node, subject, *kinds):
        """The same, said by the node itself, of these kinds."""
        return [word for word in self.about(node, subject) if word.by_node and word.kind in kinds]

    def of_kind(self, node, kind):
        return self.kinds.get((node, kind), [])
