"""Personal text and areas: protocol/05-updates.md §3 and §5, notes of 10-books.md §10."""

import wire
from common import NAME, TEXT, require

# kind of update: (its content, whether it must have one)
CONTENTS = {
    "enrolment": ("profile", True), "profile_set": ("profile", True),
    "preferences_set": ("preferences", True),
    "place_shared": ("place", True),
    "listing_posted": ("listing", True), "agreement_proposed": ("proposal", False),
    "limits_set": ("note", True), "dispute_resolved": ("note", True),
    "correction_proposed": ("note", True), "correction_made": ("note", True),
    "pot_granted": ("note", True), "thanks_said": ("note", True),
    "hours_given": ("note", False), "pot_contributed": ("note", False)}
# content: (name required, text required); a note's text is required where the note is
TEXTS = {"profile": (True, False), "listing": (False, True), "proposal": (False, False),
         "note": (False, False)}


def personal_text(data, note_required=False):
    """The kind of a serialized Content, its texts checked."""
    content = wire.decode(wire.Content, data)
    kind = content.WhichOneof("kind") if content else None
    require(kind, "malformed", "content")
    if kind in ("preferences", "place"):
        return kind  # no text in it; its fields are judged by their rule
    part, (name, text) = getattr(content, kind), TEXTS[kind]
    text = text or (kind == "note" and note_required)
    bounded(part.name, NAME, name, kind)
    bounded(part.text, TEXT, text, kind, lines=True)
    return kind


def bounded(value, limit, needed, about, lines=False):
    """A name, or with `lines` a text of several lines."""
    require(len(value.encode()) <= limit, "tooLarge", about)
    require(all(harmless(ord(c)) or lines and c == "\n" for c in value), "badText", about)
    require(not needed or value.strip(), "badText", about)


def harmless(code):
    return not (
        code <= 0x1F or 0x7F <= code <= 0x9F or code in (0x2028, 0x2029) or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069)


def check_content(entry, kind):
    """The content that came along fits the kind of update; what was erased is judged later."""
    wanted, needed = CONTENTS.get(kind, (None, False))
    committed = bool(entry.update.content_commitment)
    if entry.content is not None:
        found = personal_text(entry.content, needed)
        require(found == wanted, "contentMissing" if needed else "contentUnexpected", found)
    require(committed or not needed, "contentMissing")
    require(wanted or not committed, "contentUnexpected")


def area(code):
    """True for an Open Location Code of eight digits and a plus sign."""
    digits = "23456789CFGHJMPQRVWX"
    code = "".join(chr(ord(c) - 32) if "a" <= c <= "z" else c for c in code)
    return (len(code) == 9 and code[8] == "+" and all(c in digits for c in code[:8])
            and code[0] in digits[:9] and code[1] in digits[:18])
