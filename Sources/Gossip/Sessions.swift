import Vocabulary

// How sessions begin, live and end. `protocol/06-gossip.md` §5.

extension GossipInstance {
  mutating func connected(_ id: SessionID, _ peer: NodeID, dialled: Bool) {
    if dialled { dials[peer]?.isUnderWay = false }
    guard map.follows(peer), sessions[id] == nil else {
      refuse(id, .stranger)
      return
    }
    let fresh = Session(peer: peer, initiator: dialled ? node : peer, at: now)
    if let other = sessionOf[peer], let old = sessions[other] {
      guard fresh.replaces(old, at: now, us: node) else {
        refuse(id, .duplicate)
        return
      }
      close(other, .duplicate)
    }
    sessions[id] = fresh
    sessionOf[peer] = id
    for log in forks.keys.sorted() {
      if let proof = forks[log] { send(.forkProof(proof), to: id) }
    }
    let shared = scope(with: peer)
    sessions[id]?.scope = shared
    sendRoot(id)
  }

  private mutating func refuse(_ id: SessionID, _ fault: PeerFault) {
    send(.complaint(code: fault.rawValue, about: ""), to: id)
    out.append(.close(id, fault))
  }

  /// Ends a session ourselves.
  mutating func close(_ id: SessionID, _ fault: PeerFault) {
    guard let session = sessions[id] else { return }
    if fault.isMisbehaviour { out.append(.recordFault(peer: session.peer, fault)) }
    refuse(id, fault)
    forget(id)
    if fault.isMisbehaviour { punish(session.peer) }
  }

  /// A session is gone: what it was asked for is asked of others.
  mutating func forget(_ id: SessionID) {
    guard let session = sessions.removeValue(forKey: id) else { return }
    if sessionOf[session.peer] == id {
      sessionOf[session.peer] = nil
      scheduleDial(session.peer)
    }
    for log in fetches.keys.sorted() where fetches[log]?.source == id {
      _ = fetches[log]?.drop()
    }
    pumpAll()
  }

  /// Counts a small fault; answers a grave one.
  mutating func fault(_ fault: PeerFault, on id: SessionID) {
    guard fault.severity != .disconnect else {
      close(id, fault)
      return
    }
    guard let peer = sessions[id]?.peer, sessions[id]?.allowance.strike(at: now) == true else {
      return
    }
    out.append(.recordFault(peer: peer, fault))
    close(id, .tooManyFaults)
  }

  /// What a live session needs as time passes.
  mutating func keepUp(_ id: SessionID) {
    guard let session = sessions[id] else { return }
    if now - session.heard >= Limits.peerSilence {
      close(id, .silent)
      return
    }
    for log in session.unannounced.sorted() { announce(log, to: id) }
    if now >= session.nextRoot { sendRoot(id) }
  }

  /// The logs this session compares: shared ones that are not frozen.
  func scope(with peer: NodeID) -> [NodeID] {
    map.scope(with: peer).filter { forks[$0] == nil }
  }

  /// The scope may have changed: if so, both sides need to look again.
  mutating func rescope(_ id: SessionID) {
    guard let session = sessions[id] else { return }
    let scope = scope(with: session.peer)
    guard scope != session.scope else { return }
    sessions[id]?.scope = scope
    sendRoot(id)
    sendHeads(id)
  }
}

extension Session {
  /// Two sessions with one peer: which stays? Both sides must come to the same answer, so the one
  /// dialled by the smaller NodeID wins; but a peer that dials although we have had a session for
  /// a while has lost its end of it.
  func replaces(_ old: Session, at now: Instant, us: NodeID) -> Bool {
    if initiator == old.initiator { return true }
    if initiator == peer, now - old.since > Limits.handshake { return true }
    return initiator < old.initiator
  }
}
