"""Federation: protocol/05-updates.md §11, and cards of 02-identities.md §5."""

import seals
import wire
from common import ADDRESS, ADDRESSES, FEDERATION, NAME, require


def card(card):
    """The node of a NodeCard whose keys belong together."""
    require(len(card.node) == 32 and len(card.signing_key) == 32 and len(card.channel_key) == 32,
            "badLength", "card")
    require(card.node == seals.digest("node", card.signing_key)
            and seals.valid(card.channel_key_signature, card.channel_key, card.signing_key,
                            "channelKey"), "cardForged")
    require(len(card.name.encode()) <= NAME and len(card.addresses) <= ADDRESSES
            and all(len(a.encode()) <= ADDRESS for a in card.addresses), "tooLarge", "card")
    return card.node


class Federation:
    def federation_proposed(self, said):
        peer = card(said.peer)
        require(peer != self.node, "peerIsSelf")
        require((said.terms.first, said.terms.second) == (self.node, peer), "proposalForAnother")
        # `alreadyFederated` depends on the peer's log as well, and is left to the node.
        self.peers[peer], self.proposed[peer] = "proposed", self.id
        self.accepted.pop(peer, None)  # of our words about a node, the last counts
        return FEDERATION, b""

    def federation_accepted(self, said):
        peer = card(said.peer)
        require(peer != self.node, "peerIsSelf")
        require((said.terms.first, said.terms.second) == (peer, self.node), "proposalForAnother")
        update = wire.decode(wire.Update, said.proposal.body)
        require(update and update.WhichOneof("kind") == "federation_proposed"
                and seals.valid(said.proposal.signature, said.proposal.body, update.author, "update")
                and update.federation_proposed.terms == said.terms
                and update.neighbourhood == peer, "proposalForged")
        proposal = seals.digest("update", said.proposal.body)
        # An end on the other side is told in the other log, and is left to the node.
        require(self.peers.get(peer) != "ended" or self.accepted.get(peer) != proposal,
                "proposalUsed")
        self.peers[peer], self.accepted[peer] = "active", proposal
        return FEDERATION, b""

    def federation_ended(self, said):
        require(self.peers.get(said.peer) in ("proposed", "active"), "peerUnknown")
        self.peers[said.peer] = "ended"
        return FEDERATION, b""
