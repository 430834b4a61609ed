import ArgumentParser
import Screens

// Names and help in the language of the terminal; every name works in every language.

extension CommandConfiguration {
  static func spoken(
    _ word: CommandWord, subcommands: [any ParsableCommand.Type] = [],
    defaultSubcommand: (any ParsableCommand.Type)? = nil
  ) -> CommandConfiguration {
    let words = word.words
    let language = Terminal.language
    let name = words.name.text(in: language)
    let others = Set(Language.allCases.map { words.name.text(in: $0) }).subtracting([name])
    let example =
      Sentence.example.text(in: language) + "\n  " + words.example.text(in: language)
    return CommandConfiguration(
      commandName: name, abstract: words.abstract.text(in: language), discussion: example,
      subcommands: subcommands, defaultSubcommand: defaultSubcommand, aliases: others.sorted())
  }
}

extension NameSpecification {
  static func spoken(_ word: OptionWord) -> NameSpecification {
    let names = [word.name.text(in: Terminal.language), word.name.nl, word.name.en]
    var seen: [String] = []
    for name in names where !seen.contains(name) { seen.append(name) }
    return NameSpecification(seen.map { .customLong($0) })
  }
}

extension ArgumentHelp {
  static func spoken(_ word: OptionWord) -> ArgumentHelp {
    let language = Terminal.language
    return ArgumentHelp(
      word.help.text(in: language), valueName: word.name.text(in: language))
  }
}
