import Bookkeeping
import Exchange
import Foundation
import GRDB
import Storage
import Testing
import Updates
import Vocabulary

@Suite("The database's own walls")
struct WallTests {
  private func village() throws -> (Village, UpdateID) {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    return (village, try village.ride(for: anna, by: lena, minutes: 60))
  }

  private func refused(_ sql: String, in village: Village) throws -> Bool {
    let outside = try DatabaseQueue(path: village.path)
    defer { try? outside.close() }
    do {
      try outside.write { try $0.execute(sql: sql) }
      return false
    } catch let error as DatabaseError {
      #expect(error.resultCode == .SQLITE_CONSTRAINT)
      return true
    }
  }

  @Test(
    "refuse whatever would break the books",
    arguments: [
      "UPDATE account SET balance = balance + 1 WHERE balance = 60",
      "DELETE FROM account WHERE balance = -60",
      "INSERT INTO account VALUES (x'0201', 5, 0, 0, 0, 0, 0, 0, 0)",
      "UPDATE account SET balance = balance + CASE balance WHEN 60 THEN -10 ELSE 10 END "
        + "WHERE balance IN (60, -60)",
      "UPDATE account SET held_out = 5, held_in = 5 WHERE balance = 60",
      "UPDATE account SET held_out = 5 WHERE balance = 60; "
        + "UPDATE account SET held_in = 5 WHERE balance = -60",
      "UPDATE account SET held_out = held_out + 5 WHERE balance = 60",
      "UPDATE account SET held_out = -1, held_in = -1 WHERE balance = 60",
      "INSERT INTO transfer SELECT 99, id, kind, time, about, 0 FROM transfer",
      "UPDATE transfer SET time = 0",
      "DELETE FROM transfer",
      "INSERT INTO transfer VALUES (98, randomblob(32), 2, 0, NULL, 0), "
        + "(99, randomblob(32), 2, 0, NULL, 0); "
        + "INSERT INTO leg SELECT 98, key, 5 FROM account WHERE balance = 60; "
        + "INSERT INTO leg SELECT 99, key, -5 FROM account WHERE balance = -60; "
        + "UPDATE account SET balance = balance + CASE balance WHEN 60 THEN 5 ELSE -5 END "
        + "WHERE balance IN (60, -60)",
      "INSERT INTO leg SELECT transfer, x'0201', 5 FROM leg LIMIT 1",
      "INSERT INTO leg SELECT transfer, account, 5 FROM leg LIMIT 1",
      "UPDATE leg SET minutes = 2 * minutes",
      "DELETE FROM leg",
      "INSERT INTO policy VALUES (1, 5, 0, 15, 14, 0, 0, 0)",
      "UPDATE books SET sum = 1",
      "DELETE FROM books",
    ])
  func books(sql: String) throws {
    let (village, _) = try village()
    #expect(try refused(sql, in: village))
    #expect(try village.store.verify().passed)
  }

  @Test("let a posting through that moves minutes from one account to another, in any order")
  func balanced() throws {
    let (village, _) = try village()
    #expect(
      try !refused(
        """
        INSERT INTO transfer VALUES (99, randomblob(32), 2, 0, NULL, 0);
        INSERT INTO leg SELECT 99, key, -10 FROM account WHERE balance = 60;
        UPDATE account SET balance = balance - 10 WHERE balance = 60;
        INSERT INTO leg VALUES (99, x'0201', 10);
        INSERT INTO account VALUES (x'0201', 10, 0, 0, 0, 0, 0, 0, 0);
        """, in: village))
  }

  @Test(
    "refuse a second entry at one place, half a body, a short identity and a listing nobody posted",
    arguments: [
      "INSERT INTO entry SELECT 999, log, sequence, epoch, time, reach, hash, header, signature, "
        + "NULL, resident, NULL, NULL, NULL, NULL FROM entry LIMIT 1",
      "UPDATE entry SET content_salt = NULL WHERE sequence = 1",
      "UPDATE entry SET hash = x'00'",
      "UPDATE listing SET number = 999",
    ])
  func entries(sql: String) throws {
    let (village, _) = try village()
    #expect(try refused(sql, in: village))
  }
}
