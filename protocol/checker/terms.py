"""When, how and with whom: listing terms, preferences, attestations; 05-updates.md §7 and §8."""

import wire
from common import (ATTESTATION_LIFE, CATEGORIES, EXCLUSIONS, LANGUAGES, MINUTES, NEIGHBOURHOOD,
                    OFFER, REQUEST, TRAVEL, WINDOWS, require)

MEANS, ATTESTATIONS, WIDENINGS, WIDENING_FEDERATION = range(1, 6), range(1, 5), range(4), 3


def ascending(values, most):
    return len(values) <= most and all(a < b for a, b in zip(values, values[1:]))


def languages(codes):
    return ascending(codes, LANGUAGES) and all(
        len(code) == 2 and code.isascii() and code.isalpha() and code.islower() for code in codes)


def travel(said):
    return not said.HasField("travel") or (
        said.travel.means in MEANS and 1 <= said.travel.most <= TRAVEL)


def check_preferences(said, speaker):
    """The content of a PreferencesSet."""
    require(travel(said), "fieldOutOfRange", "travel")
    require(said.weekly_most <= MINUTES, "fieldOutOfRange", "weekly_most")
    require(ascending(said.persons, EXCLUSIONS) and all(len(one) == 32 for one in said.persons)
            and speaker not in said.persons, "fieldOutOfRange", "persons")
    require(ascending(said.categories, len(CATEGORIES)) and CATEGORIES.issuperset(said.categories),
            "fieldOutOfRange", "categories")
    require(languages(said.languages), "fieldOutOfRange", "languages")


class Terms:
    def check_terms(self, said):
        windows = [(one["from"], one["to"], one["days"]) for one in map(window, said.weekly)]
        require(ascending(windows, WINDOWS) and all(
            0 <= start < end <= 1440 and 1 <= days <= 127 for start, end, days in windows),
            "fieldOutOfRange", "weekly")
        require(travel(said), "fieldOutOfRange", "travel")
        require(languages(said.languages), "fieldOutOfRange", "languages")
        require(ascending(said.attestations, len(ATTESTATIONS))
                and all(one in ATTESTATIONS for one in said.attestations),
                "fieldOutOfRange", "attestations")
        require(said.widening in WIDENINGS and (said.widening == 0 or said.side == REQUEST)
                and (said.widening != WIDENING_FEDERATION or said.reach != NEIGHBOURHOOD),
                "fieldOutOfRange", "widening")
        if said.side == OFFER:
            for kind in said.attestations:
                require(self.now < self.attested.get((self.speaker, kind), 0), "attestationMissing")

    def preferences_set(self, said):
        if self.entry.content is not None:  # else it was erased
            content = wire.decode(wire.Content, self.entry.content)
            check_preferences(content.preferences, self.speaker)

    def attestation_given(self, said):
        require(self.here(said.resident), "recipientUnknown")
        require(said.resident != self.speaker, "partyCannotDecide")
        require(said.attestation in ATTESTATIONS, "fieldOutOfRange", "attestation")
        require(said.expires == 0 or self.now < said.expires <= self.now + ATTESTATION_LIFE,
                "expiryOutOfRange")
        self.attested[said.resident, said.attestation] = said.expires


def window(said):
    return {"days": said.days, "from": getattr(said, "from"), "to": said.to}
