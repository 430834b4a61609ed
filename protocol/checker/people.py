"""The node itself and the people: 05-updates.md §6 and §7, leaving: 10-books.md §10."""

import seals
from accounts import SOLIDARITY, Account, resident_key
from common import (ADDRESS, ADDRESSED, ADDRESSES, FEDERATION, INVITATION_LIFE, NAME, REGISSEUR,
                    RESIDENT, TARGETS, require)
from texts import area, bounded


class People:
    def founding(self, said):
        require(self.entry.sequence == 0 and said.signing_key == self.key
                and len(said.channel_key) == 32 and area(said.area), "malformed", "founding")
        bounded(said.name, len(said.name.encode()), False, "name")
        first = said.first_invitation
        self.invitations[first.invitation_key] = [REGISSEUR, first.expires, False]
        self.accounts[SOLIDARITY] = Account()
        self.name = said.name
        return FEDERATION, b""

    def announcement(self, said):
        require(len(said.addresses) <= ADDRESSES and len(said.name.encode()) <= NAME
                and all(len(a.encode()) <= ADDRESS for a in said.addresses), "tooLarge")
        bounded(said.name, NAME, False, "name")
        return FEDERATION, b""

    def erasure_confirmed(self, said):
        require(len(said.origin) == 32 and len(said.request) == 32, "badLength", "origin")
        return ADDRESSED, said.origin

    def invitation_issued(self, said):
        require(len(said.invitation_key) == 32, "badLength")
        require(said.role in (RESIDENT, REGISSEUR), "fieldOutOfRange", "role")
        require(self.now < said.expires <= self.now + INVITATION_LIFE, "expiryOutOfRange")
        require(said.invitation_key not in self.invitations, "idReused")
        self.invitations[said.invitation_key] = [said.role, said.expires, False]

    def enrolment(self, said):
        require(all(len(key) == 32 for key in (said.device_key, said.seal_key, said.invitation_key)),
                "badLength")
        require(said.device_key == self.entry.update.author
                and self.speaker == seals.digest("resident", said.device_key), "notYourDevice")
        require(said.device_key not in self.devices, "alreadyEnrolled")
        require(said.invitation_key in self.invitations, "invitationUnknown")
        invitation = self.invitations[said.invitation_key]
        require(not invitation[2], "invitationUsed")
        require(self.now < invitation[1], "invitationExpired")
        require(seals.valid(said.invitation_proof, self.node + said.device_key + said.seal_key,
                            said.invitation_key, "invitation"), "invitationForged")
        invitation[2] = True
        self.devices[said.device_key] = self.speaker
        self.residents[self.speaker] = invitation[0]
        self.accounts[resident_key(self.speaker)] = Account()
        self.starter_hours()

    def profile_set(self, said):
        pass

    def erasure_requested(self, said):
        require(said.targets, "nothingToErase")
        require(len(said.targets) <= TARGETS, "tooLarge", "targets")
        for target in said.targets:
            require(len(target) == 32, "badLength", "targets")
            require(target in self.updates, "targetUnknown", seals.short(target))
            require(self.updates[target][1] == self.speaker, "targetNotYours", seals.short(target))
            self.erased.add(target)
            if target in self.listings:
                self.listings[target].withdrawn = True
        return FEDERATION, b""

    # -- leaving ----------------------------------------------------------------------------------

    def here(self, resident):
        """Lives here, and has not left."""
        return resident in self.residents and resident not in self.left

    def resident_left(self, said):
        account = self.accounts[resident_key(self.speaker)]
        if account.vague:
            self.elsewhere += 1
        else:
            require(account.balance == account.held_out == account.held_in == 0, "balanceNotZero")
        for identity, agreement in sorted(self.agreements.items()):
            if self.speaker in (agreement.owner, agreement.proposer):
                waits = (agreement.crosses and not agreement.gift and self.speaker == agreement.payer
                         and not self.is_carried(identity, agreement))
                self.some_reading(
                    identity, agreement, lambda it: not it.open and not (waits and it.settled),
                    "agreementsOpen", ever=True)
        others = [one for one, role in self.residents.items()
                  if role == REGISSEUR and one != self.speaker and self.here(one)]
        require(others or self.residents[self.speaker] != REGISSEUR, "lastRegisseur")
        self.left.add(self.speaker)  # the devices stay known: nobody joins with one again
        for listing in self.listings.values():
            if listing.author == self.speaker and not listing.withdrawn:
                listing.withdrawn = listing.left = True
