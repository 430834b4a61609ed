import Glibc

/// Which decoder this run is about: `GEBUUR_DECODER`, one of `Decoder`'s names.
private let chosen: Decoder = {
  let name = getenv("GEBUUR_DECODER").map { String(cString: $0) } ?? ""
  guard let decoder = Decoder(rawValue: name) else {
    print("GEBUUR_DECODER is one of: " + Decoder.allCases.map(\.rawValue).joined(separator: " "))
    exit(2)
  }
  return decoder
}()

/// libFuzzer calls this for every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  chosen.read(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
