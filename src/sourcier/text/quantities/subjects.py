"""Say in a few words what a quantity counts or measures."""

from __future__ import annotations

from spacy.tokens import Token

from sourcier.text.quantities.page import Found, Page

_LONGEST = 6
_LINKS = frozenset({"de", "d'", "du", "des", "of", "la", "le", "les", "l'", "the", "d’", "l’"})
_OF = frozenset({"de", "d'", "du", "des", "of"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_PERFECT = frozenset(
    {"a", "ont", "avait", "avaient", "aura", "auront", "aurait", "auraient", "ayant", "has", "have", "had", "having"}
)
_PARTICIPLE_REACH = 4


def what_is_counted(page: Page, found: Found) -> str | None:
    """Return the noun counted with what describes it; for a measure, what it is of, or the subject."""
    if found.kind == "count":
        return _counted(page, found)
    if found.is_ratio:
        return _shared_out(page, found)
    governor = _governor(page, found.first)
    complement = _complement(page, found.complement if found.complement >= 0 else found.last)
    if governor:
        return f"{governor} {complement[1]}" if complement else governor
    if complement:
        return complement[0]
    token = page.token(found.numeral.first)
    subject = None if token is None else _subject(page, token)
    return subject if subject and subject[0].isalnum() else None


def _counted(page: Page, found: Found) -> str | None:
    unit = found.unit or None
    own = page.token(found.numeral.first)
    if found.noun is None or unit is None or own is None:
        return unit
    head = page.doc[found.noun]
    is_near = page.atoms.starts[found.first] <= head.idx < page.atoms.ends[found.last - 1]
    if not is_near:
        participle = _participle(page, own, own.i + 1)
        return f"{unit} {participle}" if participle else unit
    last = page.token(page.atom_from(head.idx) + len(unit.split()) - 1) if " et " in unit or " and " in unit else head
    start = (last or head).i + 1
    while start < len(page.doc) and page.doc[start].idx < page.atoms.ends[found.last - 1] and found.per is None:
        start += 1
    end = _run(page, start)
    described = f"{unit} {_text(page, start, end)}".strip()
    participle = _participle(page, head, end)
    if participle and participle not in described.split():
        return f"{described} {participle}"
    return described


def _shared_out(page: Page, found: Found) -> str | None:
    """Return the noun of a ratio: "un Français sur cinq", "six out of ten women"."""
    for at in range(found.first, min(found.last + 2, len(page.atoms))):
        token = page.token(at)
        if token is not None and token.pos_ in {"NOUN", "PROPN"} and token.lower_ not in page.words.numbers:
            return str(token.text)
    return None


def _text(page: Page, start: int, end: int) -> str:
    return " ".join(page.doc[start:end].text.split()) if start < end else ""


def _run(page: Page, start: int) -> int:
    """Return where the adjectives and complements end that follow a noun without a break."""
    end = start
    for index in range(start, min(start + _LONGEST, len(page.doc))):
        token = page.doc[index]
        low = token.lower_
        fits = token.pos_ in {"ADJ", "NOUN", "PROPN"} or (
            token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm", [])
        )
        if token.is_sent_start or not (fits or low in _LINKS) or not low[0].isalpha():
            break
        end = index + 1
    while end > start and page.doc[end - 1].lower_ in _LINKS:
        end -= 1
    return end


def _participle(page: Page, token: Token, after: int) -> str | None:
    """Return the participle said of a noun: "soldats qui sont tués", "Deux ouvriers sont morts"."""
    verb = token.head
    if token.dep_ in _SUBJECTS and verb.pos_ in {"VERB", "ADJ"} and verb.i > token.i and _is_undergone(verb):
        return str(verb.text)
    for child in token.children:
        if child.dep_ in {"acl:relcl", "relcl"} and _is_undergone(child) and child.i - after < _LONGEST:
            return str(child.text)
    if after < len(page.doc) and page.doc[after].lower_ in {"qui", "who"}:
        for near in page.doc[after : after + _PARTICIPLE_REACH]:
            if near.pos_ == "VERB":
                return str(near.text) if _is_undergone(near) else None
    return None


def _is_undergone(verb: Token) -> bool:
    """Say whether a participle tells the state of its subject: "sont tués", not "ont refusé"."""
    if verb.pos_ == "ADJ":
        return True
    before = verb.nbor(-1).lower_ if verb.i else ""
    if "Prog" in verb.morph.get("Aspect", []):
        return False
    return "Part" in verb.morph.get("VerbForm", []) and before not in _PERFECT


def _complement(page: Page, at: int) -> tuple[str, str] | None:
    """Return the noun phrase behind "de" or "of", and the same with its link: "15 % de la consommation"."""
    if page.atoms.word(at) not in _OF or page.words.rates.starting(page.atoms.words, at) is not None:
        return None
    token = page.token(at)
    if token is None:
        return None
    start = token.i + 1
    while start < len(page.doc) and (page.doc[start].lower_ in _LINKS or page.doc[start].pos_ in {"DET", "PRON"}):
        start += 1
    end = _run(page, start)
    return (_text(page, start, end), _text(page, token.i, end)) if start < end else None


def _governor(page: Page, first: int) -> str | None:
    """Return the noun that a figure completes: "un budget de 61 millions", "sales of £1bn"."""
    if page.atoms.word(first - 1) not in _OF and page.atoms.word(first) not in _OF:
        return None
    at = first - 2 if page.atoms.word(first - 1) in _OF else first - 1
    token = page.token(at)
    if token is None or token.pos_ not in {"NOUN", "ADJ"} or page.sentence(at) != page.sentence(first):
        return None
    noun = token if token.pos_ == "NOUN" else token.head
    return (
        _text(page, _left(page, noun), max(noun.i, token.i) + 1) if noun.pos_ == "NOUN" and noun.i <= token.i else None
    )


def _left(page: Page, noun: Token) -> int:
    """Return where the adjectives and nouns start that stand before a noun: "final dividend"."""
    start = int(noun.i)
    while start > noun.left_edge.i:
        before = noun.doc[start - 1]
        if (
            before.pos_ not in {"ADJ", "NOUN", "PROPN"} and before.lower_ != "-"
        ) or before.lower_ in page.words.numbers:
            break
        start -= 1
    return start


def _subject(page: Page, token: Token) -> str | None:
    """Return the subject of the verb that governs a number, cut before the number and before its clauses."""
    here = token
    for _ in range(_LONGEST):
        if here.pos_ in {"VERB", "AUX"} or here.head is here:
            break
        here = here.head
    for child in here.children:
        if child.dep_ in _SUBJECTS and child.pos_ in {"NOUN", "PROPN"} and child.i < token.i:
            end = min(_run(page, child.i + 1), token.i)
            return _text(page, _left(page, child), max(end, child.i + 1)) or None
    return None
