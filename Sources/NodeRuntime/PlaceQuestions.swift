import Admission
import Proximity
import Vocabulary
import WireFormat

extension ResidentQuestions {
  /// What a typed address means in this node's streets. Nothing of it is kept or told.
  func places(_ ask: WireAskPlace) throws -> WirePlaces {
    guard ask.text.utf8.count <= AddressBook.textBytes else { throw Refused(.tooLarge, "text") }
    var answer = WirePlaces()
    guard let map = services.streets.map else {
      answer.noMap = true
      return answer
    }
    switch AddressBook(map).resolve(ask.text) {
    case .one(let point, let found):
      answer.places = [WireFoundPlace(point, found?.label ?? "")].compactMap { $0 }
      answer.sure = !answer.places.isEmpty
    case .several(let found):
      answer.places = found.compactMap { WireFoundPlace($0.point, $0.label) }
    case .none: break
    }
    return answer
  }
}

extension WireFoundPlace {
  fileprivate init?(_ point: Coordinate, _ name: String) {
    guard
      let code = PlusCode.encode(latitude: point.degreesNorth, longitude: point.degreesEast)
    else { return nil }
    self.init()
    self.code = code
    self.name = name
  }
}
