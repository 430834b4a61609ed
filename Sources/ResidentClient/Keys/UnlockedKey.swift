import Glibc
import Screens
import Vocabulary

/// An opened key, kept in memory for a while so that the passphrase is not typed all day: a 0600
/// file on the user's runtime tmpfs, forgotten after fifteen minutes or by `gebuur lock`.
struct UnlockedKey: Sendable {
  static let life = Interval.minutes(15)
  private let folder: String?
  private let name: String

  /// For one home. Without a safe folder in memory nothing is ever kept.
  init(_ home: Home, environment: (String) -> String?) {
    name = Self.name(for: home.key)
    let user = geteuid()
    let runtime = [environment("XDG_RUNTIME_DIR"), "/run/user/\(user)"]
      .compactMap { $0 }.first { !$0.isEmpty && PrivateFolder.isPrivate($0) }
    folder = runtime.map { $0 + "/gebuur" } ?? "/dev/shm/gebuur-\(user)"
  }

  /// The keys, when they were unlocked less than fifteen minutes ago.
  func read(at now: Instant) -> ResidentIdentity? {
    guard let folder, PrivateFolder.isPrivate(folder) else { return nil }
    let path = folder + "/" + name
    guard PrivateFolder.isPrivateFile(path),
      let bytes = try? Files.read(path, limit: 1_024), bytes.count > 8
    else { return nil }
    let expires = Instant(
      milliseconds: bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) })
    // An end too far away means that the clock was turned back.
    guard now < expires, expires - now <= Self.life,
      let identity = ResidentIdentity(material: Array(bytes.dropFirst(8)))
    else {
      forget()
      return nil
    }
    return identity
  }

  /// Keeps the keys for fifteen minutes; quietly does not where there is no safe place.
  func keep(_ identity: ResidentIdentity, at now: Instant) {
    guard let folder, (try? PrivateFolder.make(folder)) != nil else { return }
    let expires = (now + Self.life).milliseconds
    let stamp = (0..<8).map { UInt8(truncatingIfNeeded: expires >> (56 - 8 * $0)) }
    try? Files.write(stamp + identity.material, to: folder + "/" + name)
  }

  /// Ends it now. True when there was something to forget.
  @discardableResult
  func forget() -> Bool {
    guard let folder else { return false }
    return unlink(folder + "/" + name) == 0
  }

  // FNV-1a (Fowler, Noll and Vo): tells homes apart, hides nothing.
  private static func name(for path: String) -> String {
    let hash = path.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return "key-" + String(hash, radix: 16)
  }
}
