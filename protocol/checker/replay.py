"""One log read from its beginning: protocol/05-updates.md and 10-books.md, rule by rule."""

from books import Books, Policy
from clearing import Clearing
from common import NEIGHBOURHOOD, REGISSEUR, require
from crossing import Crossings
from exchange import Exchange
from federation import Federation
from filled import Filled
from outcomes import Outcomes
from paying import Paying
from people import People
from pots import Pots
from reading import Reading
from receiving import Receiving
from returns import Returns
from terms import Terms
from texts import check_content

NODE_KINDS = {
    "founding", "announcement", "erasure_confirmed", "minutes_lapsed", "agreement_lapsed",
    "transfer_reserved", "transfer_accepted", "transfer_rejected", "transfer_committed",
    "transfer_voided", "transfer_released", "transfer_applied", "clearing_stated",
    "listing_places"}
REGISSEUR_KINDS = {
    "invitation_issued", "federation_proposed", "federation_accepted", "federation_ended",
    "policy_set", "limits_set", "dispute_resolved", "correction_made", "pot_opened", "pot_granted",
    "clearing_limits_set", "attestation_given"}


class Replay(People, Terms, Exchange, Filled, Outcomes, Books, Pots, Crossings, Paying, Receiving,
             Returns, Clearing, Federation, Reading):
    """`world` finds what stands in the other logs at hand. Each kind of update is a method."""

    def __init__(self, log, world):
        self.node, self.key, self.world, self.name = log.node, log.key, world, ""
        # people
        self.devices, self.residents, self.left, self.invitations = {}, {}, set(), {}
        self.updates, self.erased, self.attested = {}, set(), {}
        # the exchange
        self.listings, self.agreements, self.thanked = {}, {}, set()
        self.unplaced = []  # yeses to proposals that are not at hand
        # the books
        self.policy = Policy()
        self.own_limits, self.accounts, self.transfers = {}, {}, {}
        self.covered, self.corrections = {}, {}
        # other neighbourhoods
        self.peers, self.proposed, self.accepted, self.clearing_limits = {}, {}, {}, {}
        self.crossings, self.reserves, self.statements = {}, {}, {}
        self.seen, self.claims, self.elsewhere = {}, [], 0

    def take(self, entry):
        """Judges one entry and draws its consequences."""
        update, kind = entry.update, entry.update.WhichOneof("kind")
        require(entry.update_id not in self.updates, "idReused", "an update stands once in a log")
        self.id, self.entry, self.now = entry.update_id, entry, entry.header.time
        self.speaker = update.resident
        if kind is not None:  # a kind of a later version is kept and means nothing here
            require(not update.on_behalf_of, "mandateUnknown")
            check_content(entry, kind)
            self.check_speaker(update, kind)
            reach = getattr(self, kind)(getattr(update, kind)) or (NEIGHBOURHOOD, b"")
            require((entry.header.reach, entry.header.audience) == reach, "fieldOutOfRange", "reach")
        self.updates[entry.update_id] = (entry.sequence, update.resident)

    def check_speaker(self, update, kind):
        """Who speaks (05 §4)."""
        if not update.resident:
            require(update.author == self.key, "notTheNode")
            require(kind in NODE_KINDS, "notEnrolled")
        elif kind != "enrolment":
            require(update.author in self.devices, "notEnrolled")
            require(self.devices[update.author] == update.resident, "notYourDevice")
            require(self.here(update.resident), "notEnrolled", "left")
            require(kind not in NODE_KINDS, "notTheNode")
            require(kind not in REGISSEUR_KINDS
                    or self.residents[update.resident] == REGISSEUR, "notRegisseur")
