"""How many places of a listing are taken, as its node tells others: protocol/05-updates.md §8."""

from common import FEDERATION, NEARBY, require


class Filled:
    def listing_places(self, said):
        listing = self.listings.get(said.listing)
        if listing is None:
            require(not self.listing_elsewhere(said.listing), "listingNotYours")
        require(listing, "listingUnknown")
        if listing.withdrawn:
            require(said.taken == listing.facts.wanted, "fieldOutOfRange", "taken")
        else:
            self.require_taken(said, listing.facts.wanted)
        require(listing.facts.reach in (NEARBY, FEDERATION) and said.taken != listing.told
                and (listing.left or not listing.withdrawn) and self.now < listing.facts.expires, "notDue")
        listing.told = said.taken
        return listing.facts.reach, b""

    def require_taken(self, said, wanted):
        """Some possible reading of what proposers elsewhere said gives this number.

        Each may have called it off where our copy of the other log ends, or stand by it after all.
        """
        here = [one for one in self.agreements.items()
                if one[1].listing == said.listing and one[1].accepted]
        within = sum(one.takes_place for _, one in here if not one.crosses)
        across = [(one.other(self.node), self.takings(*found))
                  for found in here for one in found[1:] if one.crosses]
        # A yes to a proposal that is not at hand may be about any listing of who said it.
        across += [(node, {True, False}) for owner, node in self.unplaced
                   if owner == self.listings[said.listing].author]
        least = within + sum(takings == {True} for _, takings in across)
        most = within + sum(True in takings for _, takings in across)
        if min(least, wanted) <= said.taken <= min(most, wanted):
            return
        require(min(within, wanted) <= said.taken <= min(within + len(across), wanted),
                "fieldOutOfRange", "taken")
        unsure = {True} if said.taken < min(least, wanted) else {False}
        for other, takings in across:
            if takings == unsure:
                self.beyond(other, "fieldOutOfRange", "taken")

    def takings(self, identity, agreement):
        """Whether it takes a place, in every possible reading of the other log."""
        words = self.world.about(agreement.other(self.node), identity)
        return {self.merged(identity, agreement, count).takes_place
                for count in range(self.seen_words(words), len(words) + 1)}
