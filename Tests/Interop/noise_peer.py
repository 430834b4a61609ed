"""An end of the channel of protocol/04-channel.md, on an independent Noise implementation.

    noise_peer.py dial   PORT REMOTE_KEY    dials 127.0.0.1, says a list of messages, checks the echo
    noise_peer.py answer                    prints its port and key, says everything back to one dialler

Exit status 0 means every byte was as it should be.
"""

import hashlib
import socket
import struct
import sys

from noise.connection import Keypair, NoiseConnection

PROLOGUE = b"gebuur/1" + b"gebuur"
PART = 65_535 - 16 - 1
FRAMES_PER_KEY = 1_000
SECRET = hashlib.sha256(b"a neighbour in Python").digest()
HELLO = b"hello from Python"


class Channel:
    def __init__(self, stream, remote_key=None):
        self.stream = stream.makefile("rwb")
        self.noise = NoiseConnection.from_name(b"Noise_XK_25519_ChaChaPoly_SHA256")
        self.noise.set_prologue(PROLOGUE)
        self.noise.set_keypair_from_private_bytes(Keypair.STATIC, SECRET)
        self.sealed = self.opened = 0
        if remote_key:
            self.noise.set_as_initiator()
            self.noise.set_keypair_from_public_bytes(Keypair.REMOTE_STATIC, remote_key)
        else:
            self.noise.set_as_responder()
        self.noise.start_handshake()
        self.hello = self.dial() if remote_key else self.answer()
        assert self.noise.handshake_finished

    def dial(self):
        self.write_frame(self.noise.write_message())
        hello = self.noise.read_message(self.read_frame())
        self.write_frame(self.noise.write_message(HELLO))
        return hello

    def answer(self):
        assert self.noise.read_message(self.read_frame()) == b""
        self.write_frame(self.noise.write_message(HELLO))
        return self.noise.read_message(self.read_frame())

    def write_frame(self, frame):
        self.stream.write(struct.pack(">H", len(frame)) + frame)
        self.stream.flush()

    def read_frame(self):
        prefix = self.stream.read(2)
        if not prefix:
            return None
        frame = self.stream.read(struct.unpack(">H", prefix)[0])
        return frame

    def send(self, message):
        parts = [message[at : at + PART] for at in range(0, len(message), PART)] or [b""]
        for number, part in enumerate(parts):
            more = number + 1 < len(parts)
            self.write_frame(self.noise.encrypt(part + bytes([more])))
            self.sealed += 1
            if self.sealed % FRAMES_PER_KEY == 0:
                self.noise.rekey_outbound_cipher()

    def receive(self):
        message = b""
        while True:
            frame = self.read_frame()
            if frame is None:
                return None
            plain = self.noise.decrypt(frame)
            self.opened += 1
            if self.opened % FRAMES_PER_KEY == 0:
                self.noise.rekey_inbound_cipher()
            message += plain[:-1]
            if plain[-1] == 0:
                return message


def dial(port, remote_key):
    with socket.create_connection(("127.0.0.1", port)) as stream:
        channel = Channel(stream, remote_key)
        print(channel.hello.decode(), flush=True)
        texts = [b"", b"x", b"a" * PART, b"b" * (PART + 1), b"c" * (1 << 20)]
        for text in texts + [b"turn %d" % turn for turn in range(2_500)]:
            channel.send(text)
            assert channel.receive() == text


def answer():
    listener = socket.create_server(("127.0.0.1", 0))
    key = NoiseConnection.from_name(b"Noise_XK_25519_ChaChaPoly_SHA256")
    key.set_keypair_from_private_bytes(Keypair.STATIC, SECRET)
    public = key.noise_protocol.keypairs["s"].public_bytes
    print(listener.getsockname()[1], public.hex(), flush=True)
    stream, _ = listener.accept()
    with stream:
        channel = Channel(stream)
        print(channel.hello.decode(), flush=True)
        while (message := channel.receive()) is not None:
            channel.send(message)


if __name__ == "__main__":
    if sys.argv[1:2] == ["dial"]:
        dial(int(sys.argv[2]), bytes.fromhex(sys.argv[3]))
    elif sys.argv[1:] == ["answer"]:
        answer()
    else:
        sys.exit(__doc__)
