import Exchange
import Vocabulary

extension SQLViews {
  func put(_ listing: Listing) throws {
    let arrival = try prepare("SELECT arrival FROM entry WHERE update_id = ?")
      .first(.identity(listing.id)) { $0.integer() }
    guard let arrival else { throw StorageFault.damaged("listing") }
    try prepare(Self.putListing).run(
      .integer(arrival), .integer(try numbers.register(listing.node, in: db)),
      .identity(listing.author), .count(listing.side.rawValue),
      .count(listing.category.rawValue), .text(listing.area.code),
      .count(listing.reach.rawValue), .flag(listing.gift), .minutes(listing.minutes),
      .count(listing.wanted), .time(listing.starts), .time(listing.ends),
      .time(listing.expires), .time(listing.posted), .text(listing.terms.weeklyColumn),
      .flag(listing.terms.isRemote), .count(listing.terms.travel?.means.number),
      .count(listing.terms.travel?.most), .text(listing.terms.languagesColumn),
      .text(listing.terms.attestationsColumn), .count(listing.terms.widening.rawValue),
      .flag(listing.withdrawn), .count(listing.agreed), .count(listing.told),
      .flag(listing.node == node && listing.isUntold))
  }

  func put(_ agreement: Agreement) throws {
    let (owner, proposer) = (agreement.ownerSaid, agreement.proposerSaid)
    try prepare(Self.putAgreement).run(
      .identity(agreement.id), .identity(agreement.listing), .count(agreement.side.rawValue),
      .flag(agreement.gift), .identity(agreement.owner),
      .integer(try numbers.register(agreement.ownerNode, in: db)), .identity(agreement.proposer),
      .integer(try numbers.register(agreement.proposerNode, in: db)), .flag(agreement.accepted),
      .identity(agreement.acceptance),
      .flag(owner.declined), .minutes(owner.stated), .minutes(owner.confirmed),
      .flag(proposer.declined), .minutes(proposer.stated), .minutes(proposer.confirmed),
      .time(agreement.changed), .minutes(agreement.tolerance), .count(agreement.silenceDays),
      .minutes(agreement.decided), .identity(agreement.resolution), .flag(agreement.lapsed),
      .identity(agreement.carried),
      .time(agreement.waits), .time(agreement.ends),
      agreement.waits == nil
        ? .null : .integer(try numbers.register(agreement.payeeNode, in: db)),
      .time(agreement.quietSince), .time(agreement.endedBy == node ? agreement.endsBy : nil),
      .count(agreement.state.rawValue), .flag(agreement.isOpen))
  }

  private static let putListing = """
    INSERT INTO listing (number, node, author, side, category, area, reach, gift, minutes,
      wanted, starts, ends, expires, posted, weekly, remote, means, most, languages,
      attestations, widening, withdrawn, agreed, told, untold)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (number) DO UPDATE SET node = excluded.node,
      author = excluded.author, side = excluded.side, category = excluded.category,
      area = excluded.area, reach = excluded.reach, gift = excluded.gift,
      minutes = excluded.minutes, wanted = excluded.wanted, starts = excluded.starts,
      ends = excluded.ends, expires = excluded.expires, posted = excluded.posted,
      weekly = excluded.weekly, remote = excluded.remote, means = excluded.means,
      most = excluded.most, languages = excluded.languages,
      attestations = excluded.attestations, widening = excluded.widening,
      withdrawn = excluded.withdrawn, agreed = excluded.agreed, told = excluded.told,
      untold = excluded.untold
    """

  private static let putAgreement = """
    INSERT INTO agreement (id, listing, side, gift, owner, owner_node, proposer, proposer_node,
      accepted, acceptance, owner_declined, owner_stated, owner_confirmed,
      proposer_declined, proposer_stated, proposer_confirmed, changed, tolerance, silence_days,
      decided, resolution, lapsed, carried, waits, ends, carry_to, quiet_since, ends_by, state,
      open)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
      ?, ?)
    ON CONFLICT (id) DO UPDATE SET listing = excluded.listing, side = excluded.side,
      gift = excluded.gift, owner = excluded.owner, owner_node = excluded.owner_node,
      proposer = excluded.proposer, proposer_node = excluded.proposer_node,
      accepted = excluded.accepted, acceptance = excluded.acceptance,
      owner_declined = excluded.owner_declined,
      owner_stated = excluded.owner_stated, owner_confirmed = excluded.owner_confirmed,
      proposer_declined = excluded.proposer_declined, proposer_stated = excluded.proposer_stated,
      proposer_confirmed = excluded.proposer_confirmed, changed = excluded.changed,
      tolerance = excluded.tolerance, silence_days = excluded.silence_days,
      decided = excluded.decided, resolution = excluded.resolution, lapsed = excluded.lapsed,
      carried = excluded.carried, waits = excluded.waits, ends = excluded.ends,
      carry_to = excluded.carry_to, quiet_since = excluded.quiet_since,
      ends_by = excluded.ends_by, state = excluded.state,
      open = excluded.open
    """
}
