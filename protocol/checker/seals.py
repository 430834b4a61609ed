"""Identities, hashes, signatures, base 32: protocol/02-identities.md."""

import hashlib

from nacl import bindings
from nacl.exceptions import BadSignatureError

PERSONAL = {
    "node": b"gebuur1 node",
    "resident": b"gebuur1 resident",
    "update": b"gebuur1 update",
    "header": b"gebuur1 header",
    "updateCommitment": b"gebuur1 facts",
    "contentCommitment": b"gebuur1 content",
    "heads": b"gebuur1 heads",
    "invitation": b"gebuur1 letter",
}

CONTEXT = {
    "update": b"gebuur/1/update\0",
    "header": b"gebuur/1/header\0",
    "invitation": b"gebuur/1/invitation\0",
    "channelKey": b"gebuur/1/channel-key\0",
    "hours": b"gebuur/1/hours\0",
}

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def digest(purpose, data):
    return hashlib.blake2b(data, digest_size=32, person=PERSONAL[purpose]).digest()


def commitment(purpose, salt, data):
    return digest(purpose, salt + data)


def valid(signature, message, key, purpose):
    if len(signature) != 64 or len(key) != 32:
        return False
    try:
        bindings.crypto_sign_open(signature + CONTEXT[purpose] + message, key)
        return True
    except BadSignatureError:
        return False


def sign(seed, message, purpose):
    _, secret = bindings.crypto_sign_seed_keypair(seed)
    return bindings.crypto_sign(CONTEXT[purpose] + message, secret)[:64]


def public_key(seed):
    return bindings.crypto_sign_seed_keypair(seed)[0]


def text(data):
    """Bytes as people read them."""
    number = int.from_bytes(data, "big")
    length = (len(data) * 8 + 4) // 5
    number <<= length * 5 - len(data) * 8
    return "".join(ALPHABET[number >> 5 * (length - 1 - i) & 31] for i in range(length))


def short(data):
    return text(data)[:8]


def read_text(written):
    """The bytes, or None for anything that is not base 32."""
    number, length = 0, 0
    for character in written:
        if character in "- ":
            continue
        character = {"i": "1", "l": "1", "o": "0"}.get(character.lower(), character.lower())
        if character not in ALPHABET:
            return None
        number, length = number << 5 | ALPHABET.index(character), length + 1
    spare = length * 5 % 8
    if spare >= 5 or number & (1 << spare) - 1:
        return None
    return (number >> spare).to_bytes(length * 5 // 8, "big")


def read_letter(written, prefix):
    """The bytes behind a printed code, or None."""
    written = "".join(written.split())
    if len(written.encode()) > 16_384 or not written.startswith(prefix + ":"):
        return None
    return read_text(written[len(prefix) + 1:])
