import Bookkeeping
import Vocabulary

func bytes(_ number: UInt8) -> Bytes32 {
  Bytes32([UInt8](repeating: number, count: 32)) ?? .zero
}
func resident(_ number: UInt8) -> AccountID { .resident(ResidentID(bytes: bytes(number))) }

func transfer(
  _ minutes: Int64, from: AccountID, to: AccountID, kind: Transfer.Kind = .help
) -> Transfer {
  Transfer(
    id: UpdateID(bytes: .zero), kind: kind,
    legs: [Leg(from, Minutes(-minutes)), Leg(to, Minutes(minutes))],
    time: Instant(milliseconds: 0))
}
