import Proximity

/// What is said of where help is given.
extension Sentence {
  static let placeWent = Sentence(
    nl: "Je adres is doorgegeven. Alleen de ander kan het lezen.",
    en: "Your address is on its way. Only the other person can read it.")
  static let noPlaceKept = Sentence(
    nl: "Op dit toestel staat geen adres. Zet het met: gebuur plaats zet \"Dorp 12\"",
    en: "No address is kept on this device. Set it with: gebuur place set \"Dorp 12\"")
  static let placePrivate = Sentence(
    nl: "Je adres staat verzegeld op dit toestel en nergens anders. Het gaat pas naar de ander als"
      + " jullie een afspraak hebben, en dat zeg ik er dan bij.",
    en: "Your address is sealed on this device and nowhere else. It goes to the other person only"
      + " once you have an agreement, and I will say so then.")
  static let homeKept = Sentence(nl: "thuis", en: "home")
  static let othersSee = Sentence(nl: "anderen zien", en: "others see")

  /// Wherever something from the map is shown.
  public static let mapAttribution = Sentence(
    nl: StreetMap.attribution, en: StreetMap.attribution)

  /// Before an address goes.
  public static func placeGoes(to name: String, _ place: String) -> Sentence {
    .init(
      nl: "Je adres gaat nu naar \(name), verzegeld: \(place)",
      en: "Your address goes to \(name) now, sealed: \(place)")
  }

  /// The person chose so.
  public static func placeStays(_ id: String) -> Sentence {
    .init(
      nl: "Je adres gaat niet mee. Later kan het nog: gebuur plaats deel \(id)",
      en: "Your address does not go along. You can still share it: gebuur place share \(id)")
  }

  /// There is none to send.
  public static func noPlaceGoes(_ id: String) -> Sentence {
    .init(
      nl: "Er gaat geen adres mee: ik ken het niet. Doorgeven kan zo: gebuur plaats deel \(id)"
        + " --plaats \"Dorp 12\"",
      en: "No address goes along: I do not know it. Share it like this: gebuur place share \(id)"
        + " --at \"Dorp 12\"")
  }

  /// The other's key could not be checked.
  public static let placeHeldBack = Sentence(
    nl: "Je adres gaat niet mee: ik kan niet nagaan wie het zou kunnen lezen.",
    en: "Your address does not go along: I cannot check who would be able to read it.")

  /// What was understood of what was typed, and who drew the map.
  public static func placeFound(_ place: String) -> Sentence {
    .init(
      nl: "Gevonden: \(place). \(StreetMap.attribution)",
      en: "Found: \(place). \(StreetMap.attribution)")
  }

  static func otherPlace(_ place: String) -> Sentence {
    .init(nl: "Waar: \(place)", en: "Where: \(place)")
  }

  static func sharePlace(_ id: String) -> Sentence {
    .init(
      nl: "De ander komt naar jou. Je adres doorgeven: gebuur plaats deel \(id)",
      en: "The other person comes to you. Share your address: gebuur place share \(id)")
  }

  static let placeKnown = Sentence(
    nl: "De ander kent je adres.", en: "The other person knows your address.")
}
