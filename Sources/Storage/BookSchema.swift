import Bookkeeping

/// The tables of the books. See `Schema`.
enum BookSchema {
  /// Kinds of transfer of which at most one is about another.
  static let corrections = list(Transfer.Kind.allCases.filter(\.isCorrection))
  /// States of what the payer's node gave up.
  static let givenUp = list(BorderState.allCases.filter(\.isVoided))
  /// States in which what was let go here may still be posted.
  static let owedStill = list([BorderState.committed, .released])

  /// As SQL's IN has them.
  private static func list(_ words: [some RawRepresentable<Int>]) -> String {
    "(" + words.map { String($0.rawValue) }.joined(separator: ", ") + ")"
  }

  static let first = accounts + transfers + walls + borders + people

  private static let accounts = """
    CREATE TABLE account (
      key BLOB PRIMARY KEY,
      balance INTEGER NOT NULL,
      held_out INTEGER NOT NULL CHECK (held_out >= 0),
      held_in INTEGER NOT NULL CHECK (held_in >= 0),
      given INTEGER NOT NULL CHECK (given >= 0),
      received INTEGER NOT NULL CHECK (received >= 0),
      unposted INTEGER NOT NULL DEFAULT 0
        REFERENCES zero (value) DEFERRABLE INITIALLY DEFERRED,
      unheld_out INTEGER NOT NULL DEFAULT 0
        REFERENCES zero (value) DEFERRABLE INITIALLY DEFERRED,
      unheld_in INTEGER NOT NULL DEFAULT 0
        REFERENCES zero (value) DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE policy (
      node INTEGER PRIMARY KEY REFERENCES node (number),
      floor INTEGER NOT NULL CHECK (floor <= 0),
      ceiling INTEGER NOT NULL CHECK (ceiling >= 0),
      small_difference INTEGER NOT NULL,
      silence_days INTEGER NOT NULL,
      starter INTEGER NOT NULL,
      pot_floor INTEGER NOT NULL CHECK (pot_floor <= 0),
      solidarity_per_quarter INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE covered (
      resident BLOB NOT NULL CHECK (length(resident) = 32),
      quarter INTEGER NOT NULL,
      minutes INTEGER NOT NULL CHECK (minutes >= 0),
      PRIMARY KEY (resident, quarter)
    ) STRICT, WITHOUT ROWID;
    """

  private static let transfers = """
    CREATE TABLE transfer (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
      kind INTEGER NOT NULL,
      time INTEGER NOT NULL,
      about BLOB CHECK (length(about) = 32),
      unbalanced INTEGER NOT NULL DEFAULT 0
        REFERENCES zero (value) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE UNIQUE INDEX transfer_corrected ON transfer (about) WHERE kind IN \(corrections);
    CREATE TABLE leg (
      transfer INTEGER NOT NULL REFERENCES transfer (number),
      account BLOB NOT NULL REFERENCES account (key) DEFERRABLE INITIALLY DEFERRED,
      minutes INTEGER NOT NULL CHECK (minutes <> 0),
      PRIMARY KEY (account, transfer)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX leg_transfer ON leg (transfer);
    CREATE TABLE aside (
      transfer INTEGER NOT NULL REFERENCES transfer (number),
      resident BLOB NOT NULL CHECK (length(resident) = 32),
      PRIMARY KEY (resident, transfer)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX aside_transfer ON aside (transfer);
    CREATE TABLE correction (
      id BLOB PRIMARY KEY CHECK (length(id) = 32),
      transfer BLOB NOT NULL CHECK (length(transfer) = 32),
      minutes INTEGER NOT NULL CHECK (minutes >= 0),
      proposer BLOB NOT NULL CHECK (length(proposer) = 32),
      time INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX correction_transfer ON correction (transfer);
    """

  /// The second wall. Triggers keep what every account has beyond its legs and its holds, what every
  /// transfer's legs come to, and the sums of all; deferred foreign keys to the one row of `zero`
  /// let no transaction commit with any of them other than zero. What was posted stays.
  private static let walls = """
    CREATE TABLE zero (value INTEGER PRIMARY KEY CHECK (value = 0)) STRICT;
    CREATE TABLE books (
      number INTEGER PRIMARY KEY CHECK (number = 1),
      sum INTEGER NOT NULL REFERENCES zero (value) DEFERRABLE INITIALLY DEFERRED,
      held INTEGER NOT NULL REFERENCES zero (value) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    INSERT INTO zero VALUES (0);
    INSERT INTO books VALUES (1, 0, 0);
    CREATE TRIGGER books_closed BEFORE DELETE ON books BEGIN
      SELECT raise(ABORT, 'the books are never closed');
    END;
    CREATE TRIGGER account_opened AFTER INSERT ON account BEGIN
      UPDATE books SET sum = sum + new.balance, held = held + new.held_in - new.held_out;
      UPDATE account SET
        unposted = new.balance
          - (SELECT coalesce(sum(minutes), 0) FROM leg WHERE account = new.key),
        unheld_out = new.held_out
          + (SELECT coalesce(sum(minutes), 0) FROM hold WHERE account = new.key AND minutes < 0),
        unheld_in = new.held_in
          - (SELECT coalesce(sum(minutes), 0) FROM hold WHERE account = new.key AND minutes > 0)
      WHERE key = new.key;
    END;
    CREATE TRIGGER account_posted AFTER UPDATE OF key, balance, held_in, held_out ON account BEGIN
      UPDATE books SET sum = sum + new.balance - old.balance,
        held = held + new.held_in - old.held_in - new.held_out + old.held_out;
      UPDATE account SET unposted = unposted + new.balance - old.balance,
        unheld_out = unheld_out + new.held_out - old.held_out,
        unheld_in = unheld_in + new.held_in - old.held_in
      WHERE key = new.key;
    END;
    CREATE TRIGGER account_closed BEFORE DELETE ON account BEGIN
      SELECT raise(ABORT, 'an account is never closed');
    END;
    CREATE TRIGGER leg_posted AFTER INSERT ON leg BEGIN
      UPDATE account SET unposted = unposted - new.minutes WHERE key = new.account;
      UPDATE transfer SET unbalanced = unbalanced + new.minutes WHERE number = new.transfer;
    END;
    CREATE TRIGGER leg_changed BEFORE UPDATE ON leg BEGIN
      SELECT raise(ABORT, 'a posted leg is never changed');
    END;
    CREATE TRIGGER leg_removed BEFORE DELETE ON leg BEGIN
      SELECT raise(ABORT, 'a posted leg is never removed');
    END;
    CREATE TRIGGER transfer_changed BEFORE UPDATE OF number, id, kind, time, about ON transfer BEGIN
      SELECT raise(ABORT, 'a posted transfer is never changed');
    END;
    CREATE TRIGGER transfer_removed BEFORE DELETE ON transfer BEGIN
      SELECT raise(ABORT, 'a posted transfer is never removed');
    END;
    """

  private static let ended = BorderState.allCases.filter(\.isFinal).map { "\($0.rawValue)" }
    .joined(separator: ", ")

  private static let borders = """
    CREATE TABLE border (
      id BLOB PRIMARY KEY CHECK (length(id) = 32),
      payer_node INTEGER NOT NULL REFERENCES node (number),
      payer BLOB NOT NULL CHECK (length(payer) = 32),
      payee_node INTEGER NOT NULL REFERENCES node (number),
      payee BLOB NOT NULL CHECK (length(payee) = 32),
      minutes INTEGER NOT NULL CHECK (minutes > 0),
      kind INTEGER NOT NULL,
      agreement BLOB CHECK (length(agreement) = 32),
      corrects BLOB CHECK (length(corrects) = 32),
      reserve BLOB NOT NULL CHECK (length(reserve) = 32),
      started INTEGER NOT NULL,
      state INTEGER NOT NULL,
      last BLOB NOT NULL CHECK (length(last) = 32),
      reason INTEGER NOT NULL,
      recalled INTEGER NOT NULL CHECK (recalled IN (0, 1)),
      released BLOB CHECK (length(released) = 32),
      frozen INTEGER NOT NULL CHECK (frozen IN (0, 1)),
      due INTEGER NOT NULL CHECK (due IN (0, 1)),
      CHECK (payer_node <> payee_node)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX border_due ON border (started, id) WHERE due = 1;
    CREATE INDEX border_payer ON border (payer);
    CREATE INDEX border_payee ON border (payee);
    CREATE INDEX border_unanswered ON border (payee_node, started, id)
      WHERE state = \(BorderState.reserved.rawValue) AND payer_node = 1;
    CREATE INDEX border_promised ON border (payer_node, started, id)
      WHERE state = \(BorderState.accepted.rawValue) AND payee_node = 1;
    CREATE INDEX border_corrects ON border (corrects) WHERE corrects IS NOT NULL;
    CREATE INDEX border_released ON border (payer_node) WHERE released IS NOT NULL;
    CREATE INDEX border_frozen ON border (started, id) WHERE frozen = 1;
    CREATE TABLE hold (
      transfer BLOB NOT NULL REFERENCES border (id),
      account BLOB NOT NULL,
      minutes INTEGER NOT NULL CHECK (minutes <> 0),
      PRIMARY KEY (transfer, account)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX hold_account ON hold (account);
    CREATE TRIGGER hold_begun AFTER INSERT ON hold BEGIN
      UPDATE account SET unheld_out = unheld_out - max(-new.minutes, 0),
        unheld_in = unheld_in - max(new.minutes, 0)
      WHERE key = new.account;
    END;
    CREATE TRIGGER hold_ended AFTER DELETE ON hold BEGIN
      UPDATE account SET unheld_out = unheld_out + max(-old.minutes, 0),
        unheld_in = unheld_in + max(old.minutes, 0)
      WHERE key = old.account;
    END;
    CREATE TRIGGER hold_changed BEFORE UPDATE ON hold BEGIN
      SELECT raise(ABORT, 'a hold is never changed');
    END;
    CREATE TRIGGER border_reopened BEFORE UPDATE OF state ON border
      WHEN old.state IN (\(ended)) AND new.state <> old.state
    BEGIN
      SELECT raise(ABORT, 'a transfer that came to its end stays there');
    END;
    CREATE TABLE clearing_limit (
      speaker INTEGER NOT NULL REFERENCES node (number),
      peer INTEGER NOT NULL REFERENCES node (number),
      we_may_owe INTEGER NOT NULL CHECK (we_may_owe >= 0),
      they_may_owe INTEGER NOT NULL CHECK (they_may_owe >= 0),
      PRIMARY KEY (speaker, peer)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX border_pair ON border (payer_node, payee_node, state, minutes);
    CREATE TABLE clearing_statement (
      speaker INTEGER NOT NULL REFERENCES node (number),
      peer INTEGER NOT NULL REFERENCES node (number),
      committed INTEGER NOT NULL,
      applied INTEGER NOT NULL,
      time INTEGER NOT NULL,
      PRIMARY KEY (speaker, peer)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE misdeed (
      node INTEGER NOT NULL REFERENCES node (number),
      transfer BLOB NOT NULL CHECK (length(transfer) = 32),
      misdeed INTEGER NOT NULL,
      entry BLOB NOT NULL CHECK (length(entry) = 32),
      time INTEGER NOT NULL,
      PRIMARY KEY (node, entry)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE misdeed_count (
      node INTEGER NOT NULL REFERENCES node (number),
      misdeed INTEGER NOT NULL,
      count INTEGER NOT NULL CHECK (count > 0),
      PRIMARY KEY (node, misdeed)
    ) STRICT, WITHOUT ROWID;
    """

  private static let people = """
    CREATE TABLE thanks (
      agreement BLOB NOT NULL CHECK (length(agreement) = 32),
      resident BLOB NOT NULL CHECK (length(resident) = 32),
      said BLOB NOT NULL CHECK (length(said) = 32),
      time INTEGER NOT NULL,
      PRIMARY KEY (agreement, resident)
    ) STRICT, WITHOUT ROWID;
    """
}
