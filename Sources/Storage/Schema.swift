import GRDB

/// The shape of the database file. Migrations are strings that are never edited once they were
/// released: a change of shape is a new migration.
enum Schema {
  /// "Gebu", in every database of ours: SQLite's `application_id`.
  static let applicationID = 0x4765_6275
  /// What this program writes and understands: SQLite's `user_version`.
  static let version = 3
  /// The number of our own node in the table `node`.
  static let ownNumber: Int64 = 1

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 log", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: log1)
    }
    migrator.registerMigration("1 neighbourhood", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: neighbourhood1)
    }
    migrator.registerMigration("1 exchange", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: exchange1)
    }
    migrator.registerMigration("1 books", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: BookSchema.first)
    }
    migrator.registerMigration("1 federation", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: federation1)
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    migrator.registerMigration("2 quota", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: quota2)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    migrator.registerMigration("3 inbox", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: inbox3)
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    return migrator
  }

  /// Every byte that was signed, in the order in which it arrived. Content is here and nowhere
  /// else: erasing it here erases it everywhere.
  private static let log1 = """
    CREATE TABLE node (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 32)
    ) STRICT;
    CREATE TABLE entry (
      arrival INTEGER PRIMARY KEY,
      log INTEGER NOT NULL REFERENCES node (number),
      sequence INTEGER NOT NULL CHECK (sequence >= 0),
      epoch INTEGER NOT NULL CHECK (epoch >= 0),
      time INTEGER NOT NULL,
      reach INTEGER NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      header BLOB NOT NULL,
      signature BLOB NOT NULL CHECK (length(signature) = 64),
      update_id BLOB CHECK (length(update_id) = 32),
      resident BLOB CHECK (length(resident) = 32),
      update_salt BLOB,
      update_bytes BLOB,
      content_salt BLOB,
      content_bytes BLOB,
      UNIQUE (log, sequence),
      CHECK ((update_salt IS NULL) = (update_bytes IS NULL)),
      CHECK ((content_salt IS NULL) = (content_bytes IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX entry_update ON entry (update_id) WHERE update_id IS NOT NULL;
    CREATE INDEX entry_author ON entry (resident, sequence) WHERE log = 1 AND resident IS NOT NULL;
    CREATE TABLE fork (
      log INTEGER PRIMARY KEY REFERENCES node (number),
      signing_key BLOB NOT NULL,
      first_header BLOB NOT NULL,
      first_signature BLOB NOT NULL,
      second_header BLOB NOT NULL,
      second_signature BLOB NOT NULL
    ) STRICT;
    CREATE TABLE erased (
      update_id BLOB PRIMARY KEY CHECK (length(update_id) = 32)
    ) STRICT, WITHOUT ROWID;
    """

  private static let neighbourhood1 = """
    CREATE TABLE resident (
      id BLOB PRIMARY KEY CHECK (length(id) = 32),
      role INTEGER NOT NULL,
      joined INTEGER NOT NULL,
      profile BLOB,
      preferences BLOB,
      floor INTEGER CHECK (floor <= 0),
      ceiling INTEGER CHECK (ceiling >= 0),
      limits BLOB,
      left INTEGER NOT NULL CHECK (left IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE device (
      key BLOB PRIMARY KEY CHECK (length(key) = 32),
      resident BLOB NOT NULL,
      seal_key BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE invitation (
      key BLOB PRIMARY KEY CHECK (length(key) = 32),
      role INTEGER NOT NULL,
      expires INTEGER NOT NULL,
      issuer BLOB,
      used_by BLOB
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX invitation_open ON invitation (issuer, expires) WHERE used_by IS NULL;
    CREATE TABLE attestation (
      resident BLOB NOT NULL,
      kind INTEGER NOT NULL,
      expires INTEGER NOT NULL,
      seen_by BLOB NOT NULL,
      PRIMARY KEY (resident, kind)
    ) STRICT, WITHOUT ROWID;
    """

  /// A listing is numbered as the entry that posted it: that gives its identity and its place in
  /// the log, without a second index over random bytes.
  private static let exchange1 = """
    CREATE TABLE listing (
      number INTEGER PRIMARY KEY REFERENCES entry (arrival),
      node INTEGER NOT NULL REFERENCES node (number),
      author BLOB NOT NULL,
      side INTEGER NOT NULL,
      category INTEGER NOT NULL,
      area TEXT NOT NULL,
      reach INTEGER NOT NULL,
      gift INTEGER NOT NULL CHECK (gift IN (0, 1)),
      minutes INTEGER NOT NULL CHECK (minutes >= 0),
      wanted INTEGER NOT NULL,
      starts INTEGER,
      ends INTEGER,
      expires INTEGER NOT NULL,
      posted INTEGER NOT NULL,
      weekly TEXT NOT NULL,
      remote INTEGER NOT NULL CHECK (remote IN (0, 1)),
      means INTEGER,
      most INTEGER,
      languages TEXT NOT NULL,
      attestations TEXT NOT NULL,
      widening INTEGER NOT NULL,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
      agreed INTEGER NOT NULL CHECK (agreed >= 0),
      told INTEGER CHECK (told >= 0),
      untold INTEGER NOT NULL CHECK (untold IN (0, 1))
    ) STRICT;
    CREATE INDEX listing_board ON listing (posted DESC, number DESC, side, category, expires)
      WHERE withdrawn = 0 AND agreed < wanted;
    CREATE INDEX listing_untold ON listing (expires) WHERE untold = 1;
    CREATE INDEX listing_author ON listing (author, withdrawn, expires) WHERE node = 1;
    CREATE TABLE agreement (
      id BLOB PRIMARY KEY CHECK (length(id) = 32),
      listing BLOB NOT NULL,
      side INTEGER NOT NULL,
      gift INTEGER NOT NULL CHECK (gift IN (0, 1)),
      owner BLOB NOT NULL,
      owner_node INTEGER NOT NULL REFERENCES node (number),
      proposer BLOB NOT NULL,
      proposer_node INTEGER NOT NULL REFERENCES node (number),
      accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
      acceptance BLOB,
      owner_declined INTEGER NOT NULL CHECK (owner_declined IN (0, 1)),
      owner_stated INTEGER,
      owner_confirmed INTEGER,
      proposer_declined INTEGER NOT NULL CHECK (proposer_declined IN (0, 1)),
      proposer_stated INTEGER,
      proposer_confirmed INTEGER,
      changed INTEGER NOT NULL,
      tolerance INTEGER NOT NULL,
      silence_days INTEGER NOT NULL,
      decided INTEGER,
      resolution BLOB,
      lapsed INTEGER NOT NULL CHECK (lapsed IN (0, 1)),
      carried BLOB,
      waits INTEGER,
      ends INTEGER,
      carry_to INTEGER REFERENCES node (number),
      quiet_since INTEGER NOT NULL,
      ends_by INTEGER,
      state INTEGER NOT NULL,
      open INTEGER NOT NULL CHECK (open IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE place (
      agreement BLOB NOT NULL CHECK (length(agreement) = 32),
      resident BLOB NOT NULL CHECK (length(resident) = 32),
      said BLOB NOT NULL CHECK (length(said) = 32),
      PRIMARY KEY (agreement, resident)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX agreement_listing ON agreement (listing, proposer);
    CREATE INDEX agreement_owner ON agreement (owner, open);
    CREATE INDEX agreement_proposer ON agreement (proposer, open);
    CREATE INDEX agreement_quiet ON agreement (quiet_since, id) WHERE open = 1;
    CREATE INDEX agreement_silent ON agreement (ends_by, id, state) WHERE ends_by IS NOT NULL;
    CREATE INDEX agreement_waiting ON agreement (carry_to, waits, id) WHERE carry_to IS NOT NULL;
    """

  private static let federation1 = """
    CREATE TABLE peer (
      node INTEGER PRIMARY KEY REFERENCES node (number),
      name TEXT NOT NULL,
      card BLOB NOT NULL,
      state INTEGER NOT NULL,
      nearby INTEGER NOT NULL CHECK (nearby IN (0, 1)),
      proposal BLOB,
      was_active INTEGER NOT NULL CHECK (was_active IN (0, 1)),
      was_nearby INTEGER NOT NULL CHECK (was_nearby IN (0, 1)),
      was_interrupted INTEGER NOT NULL CHECK (was_interrupted IN (0, 1)),
      due INTEGER,
      asked INTEGER,
      their_end INTEGER
    ) STRICT;
    CREATE TABLE word (
      speaker INTEGER NOT NULL REFERENCES node (number),
      other INTEGER NOT NULL REFERENCES node (number),
      kind INTEGER NOT NULL,
      proposal BLOB,
      nearby INTEGER NOT NULL CHECK (nearby IN (0, 1)),
      PRIMARY KEY (speaker, other)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE erasure (
      request BLOB PRIMARY KEY CHECK (length(request) = 32),
      origin INTEGER NOT NULL REFERENCES node (number),
      resident BLOB NOT NULL,
      time INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX erasure_resident ON erasure (resident, time);
    CREATE TABLE holder (
      request BLOB NOT NULL,
      node INTEGER NOT NULL REFERENCES node (number),
      PRIMARY KEY (request, node)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE receipt (
      request BLOB NOT NULL,
      node INTEGER NOT NULL REFERENCES node (number),
      PRIMARY KEY (request, node)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE progress (
      node INTEGER PRIMARY KEY REFERENCES node (number),
      acknowledged INTEGER,
      seen INTEGER
    ) STRICT;
    """

  /// Who was told of which match: beside the log, not derived from it.
  private static let inbox3 = """
    CREATE TABLE notice (
      number INTEGER PRIMARY KEY,
      resident BLOB NOT NULL CHECK (length(resident) = 32),
      mine BLOB NOT NULL CHECK (length(mine) = 32),
      other BLOB NOT NULL CHECK (length(other) = 32),
      found INTEGER NOT NULL,
      seen INTEGER NOT NULL CHECK (seen IN (0, 1)),
      UNIQUE (resident, mine, other)
    ) STRICT;
    """

  /// What each followed log takes: `Entry.storedBytes` of all its entries, and whether what came
  /// next was too much, or said a time that is still to come.
  private static let quota2 = """
    CREATE TABLE stored (
      log INTEGER PRIMARY KEY REFERENCES node (number),
      bytes INTEGER NOT NULL CHECK (bytes >= 0),
      is_full INTEGER NOT NULL CHECK (is_full IN (0, 1)),
      is_ahead INTEGER NOT NULL DEFAULT 0 CHECK (is_ahead IN (0, 1))
    ) STRICT;
    INSERT INTO stored (log, bytes, is_full)
      SELECT log, sum(length(header) + length(signature) + 12
        + coalesce(length(update_salt) + length(update_bytes) + 12, 0)
        + coalesce(length(content_salt) + length(content_bytes) + 12, 0)), 0
      FROM entry WHERE log <> 1 GROUP BY log;
    """
}
