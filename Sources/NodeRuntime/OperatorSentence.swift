import Glibc
import PeerTransport
import SecureChannel
import Storage
import Vocabulary

/// One sentence for each fault an operator can meet: what happened, and what to do.
public enum OperatorSentence {
  /// The sentence.
  public static func about(_ error: any Error) -> String {
    switch error {
    case let fault as NodeConfiguration.Fault: fault.description
    case let fault as NodeKeys.Fault: about(fault)
    case let fault as Founding.Fault: about(fault)
    case let fault as StorageFault: about(fault)
    case let fault as Node.Fault: about(fault)
    default: "Unexpected fault: \(error)"
    }
  }

  private static func about(_ fault: NodeKeys.Fault) -> String {
    switch fault {
    case .missing(let path): "\(path) is missing. Restore it from your copy, or gebuurd init anew."
    case .unreadable(let path, let code): "\(path): \(reason(code))."
    case .damaged(let path): "\(path) is not a node's key file. Restore it from your copy."
    case .tooOpen(let path): "\(path) can be read by others. Run: chmod 600 \(path)"
    case .exists(let path): "\(path) exists already and will not be overwritten."
    }
  }

  private static func about(_ fault: Founding.Fault) -> String {
    switch fault {
    case .exists(let path): "There is a neighbourhood in \(path) already. Choose another directory."
    case .notWritable(let path, let code): "\(path): \(reason(code))."
    case .refused(let refused): "The founding entry was refused: \(refused.reason)."
    }
  }

  private static func about(_ fault: StorageFault) -> String {
    switch fault {
    case .alreadyRunning(let path):
      "Another gebuurd runs on \(path). Stop it first: two writers would fork the log."
    case .missing(let path): "\(path) is missing. Found a neighbourhood first: gebuurd init."
    case .notOurs(let path): "\(path) is not a Gebuur database."
    case .newerSchema(let found, let known):
      "The database has schema \(found), this gebuurd knows \(known). Install the newer gebuurd."
    case .olderSchema(let found, let known):
      "The database has schema \(found), this gebuurd \(known). Run gebuurd run once to update it."
    case .otherNode(let expected, let found):
      "The database belongs to node \(found.short), the key to \(expected.short)."
    case .readOnly: "The database was opened for reading only."
    case .damaged(let what): "The database is damaged: \(what). Run gebuurd verify."
    case .unbalanced: "A change would have unbalanced the books; it was not made."
    case .failed(let cause): "The database failed: \(cause)"
    }
  }

  private static func about(_ fault: Node.Fault) -> String {
    switch fault {
    case .notFounded(let path): "\(path) holds no founded neighbourhood. Run gebuurd init."
    case .cannotListen(let address, let cause):
      "Cannot listen on \(address): \(cause.rawValue). Is another program using the port?"
    }
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
