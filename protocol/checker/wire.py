"""The message types of protocol/gebuur/v1, loaded from the .proto files themselves.

No generated Python is kept: protoc describes the files, the protobuf runtime makes the classes.
"""

import pathlib
import subprocess
import tempfile

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError

PROTOCOL = pathlib.Path(__file__).resolve().parent.parent


def _pool():
    files = sorted(str(path) for path in (PROTOCOL / "gebuur" / "v1").glob("*.proto"))
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "set"
        subprocess.run(
            ["protoc", f"-I{PROTOCOL}", "--include_imports", f"--descriptor_set_out={out}", *files],
            check=True)
        described = descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in described.file:
        pool.Add(file)
    return pool


_POOL = _pool()


def _message(name):
    return message_factory.GetMessageClass(_POOL.FindMessageTypeByName(f"gebuur.v1.{name}"))


LogExport = _message("LogExport")
Entry = _message("Entry")
Header = _message("Header")
SignedUpdate = _message("SignedUpdate")
Update = _message("Update")
Content = _message("Content")
NodeCard = _message("NodeCard")
Invitation = _message("Invitation")
FederationLetter = _message("FederationLetter")
HoursStatement = _message("HoursStatement")
SignedHours = _message("SignedHours")


def decode(kind, data):
    """The message, or None when the bytes do not decode."""
    try:
        return kind.FromString(data)
    except DecodeError:
        return None
