"""Pots, hours given within the neighbourhood, corrections: protocol/10-books.md §6, §7 and §9."""

import accounts as books
from accounts import CONTRIBUTION, GRANT, HELP, HOURS, LOWERED, RAISED, RETURNED, alike, pot_key, resident_key
from common import DAY, MINUTES, POT_NAME, require
from texts import bounded


class Pots:
    def pot_opened(self, said):
        bounded(said.pot, POT_NAME, True, "pot")
        taken = [key[1:].decode() for key in self.accounts if key[0] == 2]
        require(not any(alike(said.pot, name) for name in taken + ["solidarity"]), "idReused")
        self.accounts[pot_key(said.pot)] = books.Account()

    def pot_contributed(self, said):
        pot, giver = pot_key(said.pot), resident_key(self.speaker)
        require(pot in self.accounts, "potUnknown")
        require(0 < said.minutes <= MINUTES, "minutesOutOfRange")
        self.require_out(giver, said.minutes, "floorReached")
        self.move(self.id, CONTRIBUTION, giver, pot, said.minutes)

    def pot_granted(self, said):
        pot = pot_key(said.pot)
        require(said.resident != self.speaker, "partyCannotDecide")
        require(self.here(said.resident), "recipientUnknown")
        require(pot in self.accounts, "potUnknown")
        require(0 < said.minutes <= MINUTES, "minutesOutOfRange")
        self.require_out(pot, said.minutes, "potEmpty")
        self.require_in(said.resident, said.minutes)
        self.move(self.id, GRANT, pot, resident_key(said.resident), said.minutes)

    def hours_given(self, said):
        giver = resident_key(self.speaker)
        require(0 < said.minutes <= MINUTES, "minutesOutOfRange")
        require(len(said.resident) == 32, "recipientUnknown")
        require((said.node, said.resident) != (self.node, self.speaker), "recipientYourself")
        if said.node == self.node:
            require(self.here(said.resident), "recipientUnknown")
        else:
            self.require_peer(said.node)
        if said.corrects:
            return self.correct_across(said)
        self.require_out(giver, said.minutes, "floorReached")
        if said.node != self.node:
            return self.give_across(said)
        self.require_in(said.resident, said.minutes)
        self.move(self.id, HOURS, giver, resident_key(said.resident), said.minutes)

    # -- corrections (§6) -------------------------------------------------------------------------

    def correctable(self, identity, minutes):
        transfer = self.transfers.get(identity)
        require(transfer and transfer.kind in (HELP, HOURS) and not transfer.crosses,
                "transferUnknown")
        require(not transfer.corrected, "alreadyCorrected")
        if transfer.vague:
            self.elsewhere += 1
        else:
            highest = MINUTES if transfer.kind == HELP else transfer.total - 1
            require(minutes != transfer.total and minutes <= highest, "minutesOutOfRange")
        self.require_parties(transfer)
        return transfer

    def require_parties(self, transfer):
        """Who has left neither pays nor is paid."""
        require(all(map(self.here, transfer.parties)), "recipientUnknown")

    def correction_proposed(self, said):
        transfer = self.correctable(said.transfer, said.minutes)
        require(self.speaker in transfer.parties, "transferNotYours")
        self.corrections[self.id] = (said.transfer, said.minutes, self.speaker, self.now)

    def correction_agreed(self, said):
        require(said.correction in self.corrections, "correctionUnknown")
        identity, minutes, by, time = self.corrections[said.correction]
        transfer = self.transfers[identity]
        require(self.speaker in transfer.parties and self.speaker != by, "transferNotYours")
        require(self.now <= time + self.policy.silence_days * DAY, "correctionClosed")
        require(not transfer.corrected, "alreadyCorrected")
        self.require_parties(transfer)
        if not transfer.vague and minutes < transfer.total:
            # Two who agree may not undo their way past floor or ceiling.
            legs = books.lowered(transfer.legs, transfer.total - minutes)
            for key in (key for key in legs if legs[key] < 0):
                self.require_out(key, -legs[key], "floorReached")
            for key in (key for key in legs if legs[key] > 0 and key[0] == 1):
                self.require_in(key[1:], legs[key])
        self.correct(transfer, minutes)

    def correction_made(self, said):
        if said.transfer in self.crossings:
            return self.correct_anothers(said)
        transfer = self.correctable(said.transfer, said.minutes)
        require(self.speaker not in transfer.parties, "partyCannotDecide")
        self.correct(transfer, said.minutes)
        return None

    def correct(self, transfer, minutes):
        if transfer.vague:  # what that comes to is not known either
            self.make_vague(*transfer.vague)
            return
        if minutes < transfer.total:
            transfer.corrected = True
            self.post(self.id, LOWERED if transfer.kind == HELP else RETURNED,
                      books.lowered(transfer.legs, transfer.total - minutes))
            return
        self.help(self.id, RAISED, *transfer.parties, minutes - transfer.total)
        raised = self.transfers.get(self.id)
        if raised and raised.vague:
            transfer.vague = raised.vague
        else:
            transfer.corrected = raised is not None  # what nobody can pay changes nothing
