"""Refusals, and the numbers of protocol/09-limits.md that a log can be held to."""

NEIGHBOURHOOD, NEARBY, FEDERATION, ADDRESSED = 1, 2, 3, 4  # reach
RESIDENT, REGISSEUR = 1, 2                                 # roles
OFFER, REQUEST = 1, 2                                      # sides of a listing
CATEGORIES = {*range(1, 18), 99}

DAY = 86_400_000  # times are in milliseconds
NAME, TEXT, ADDRESS, ADDRESSES, POT_NAME = 80, 2000, 255, 8, 40
PLACE = 512
WINDOWS, LANGUAGES, EXCLUSIONS, TRAVEL = 14, 6, 50, 60
WANTED, MINUTES, TARGETS, BALANCE_BOUND = 50, 7 * 24 * 60, 200, 1_000_000
LISTING_LIFE, INVITATION_LIFE = 366 * DAY, 90 * DAY
ATTESTATION_LIFE = 1_096 * DAY
PROPOSAL_SILENCE, AGREEMENT_SILENCE = 30 * DAY, 60 * DAY
RESERVE_LIFE, RESERVE_AGAIN, STATEMENT_PAUSE = 7 * DAY, 1 * DAY, 7 * DAY
CARRY_PATIENCE = 30 * DAY
INT64 = 2 ** 63 - 1

# protocol/08-refusals.md, those that a TransferRejected may give
CODES = {600: "agreementUnknown", 606: "minutesOutOfRange", 702: "ceilingReached",
         703: "clearingLimitReached", 706: "recipientUnknown", 708: "transferUnknown",
         710: "alreadyCorrected", 716: "transferFrozen", 900: "peerUnknown"}


class Refusal(Exception):
    """A rule that an update breaks, by its name in the documents."""

    def __init__(self, reason, about=""):
        super().__init__(reason)
        self.reason, self.about = reason, about


def require(holds, reason, about=""):
    if not holds:
        raise Refusal(reason, about)
