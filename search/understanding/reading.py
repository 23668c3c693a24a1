"""From what was typed to what was meant: parts with readings, and words to say it in.

Pure: text, a lexicon and a thesaurus in, an :class:`Understanding` out. What was typed always
stays as one reading; decoding, spelling and synonyms add others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from search.queries import MAX_QUERY_LENGTH, Part, Reading
from search.text import fold, has_marks, key, marked_key, tidy, words
from search.understanding.fillers import FILLERS
from search.understanding.keystrokes import from_telex, from_vni
from search.understanding.lexicon import Lexicon
from search.understanding.segmenting import split
from search.understanding.spelling import Speller
from search.understanding.syllables import is_syllable
from search.understanding.thesaurus import Meaning, Thesaurus

#: Words of a query that are looked at.
MOST_WORDS = 40
#: Trust in what was typed beside a reading that is surer, and in guesses.
TYPED_BESIDE, GUESS, HINT = 0.6, 0.85, 0.35
#: Least weight of a filler that stands where names have it ("có yếu tố").
PAIRED_FILLER = 0.35
#: From this share of words with marks on, a word without them was meant without ("di chúc", not "đi").
MARKED_SHARE = 0.4
#: Trust in the typed words of a term; weight of an intent ("mất"), and of other words beside a term.
TYPED_TERM, INTENT, BESIDE_TERM = 0.8, 0.5, 0.75
#: A last word of so few letters may be only begun; completions that are tried.
LONGEST_BEGUN, COMPLETIONS = 5, 4
#: Weight of a word that the index does not know at all.
UNKNOWN = 0.45


@dataclass(frozen=True, slots=True)
class Understanding:
    """``understood`` and ``did_you_mean`` are "" when they would only repeat what was typed."""

    parts: tuple[Part, ...] = ()
    understood: str = ""
    did_you_mean: str = ""


@dataclass(slots=True)
class _Slot:
    """A typed word: the words it stands for, surest first."""

    options: list[tuple[tuple[str, ...], float]]
    how: str = ""
    """Why it differs from what was typed: "decoded", "split", "short", "spelt", "begun"."""
    weight: float = 1.0
    known: bool = True
    written: str = ""
    """How to show the word to people, when it was not typed with marks."""

    @property
    def words(self) -> tuple[str, ...]:
        return self.options[0][0]

    @property
    def shown(self) -> str:
        return self.written or " ".join(self.words)


@dataclass(frozen=True, slots=True)
class _Term:
    """Slots up to ``end`` that mean something together; ``worth`` decides between overlapping ones."""

    end: int
    meanings: list[Meaning]
    worth: float
    intent: bool


@dataclass(slots=True)
class Reader:
    """Understands queries with one lexicon and one thesaurus."""

    lexicon: Lexicon
    thesaurus: Thesaurus
    speller: Speller = field(init=False)

    def __post_init__(self) -> None:
        self.speller = Speller(self.lexicon)

    def understand(self, text: str) -> Understanding:
        """Read ``text``. Any text is fine; one without words has no parts."""
        typed = [
            w.text.lower() for w in words(tidy(text[: 4 * MAX_QUERY_LENGTH])[:MAX_QUERY_LENGTH])
        ]
        slots = [slot for word in typed[:MOST_WORDS] for slot in self._slots(word)]
        if not slots:
            return Understanding()
        self._complete(slots)
        self._spell(slots)
        self._weigh(slots)
        self._with_marks(slots)
        parts, said = self._parts(slots)
        plain = " ".join(typed)
        understood = " ".join(said)
        spelt = any(slot.how == "spelt" for slot in slots)
        return Understanding(
            parts=tuple(parts),
            understood="" if fold(understood) == fold(plain) else understood,
            did_you_mean=" ".join(slot.shown for slot in slots) if spelt else "",
        )

    def _slots(self, typed: str) -> list[_Slot]:
        lexicon = self.lexicon
        known = lexicon.knows(typed)
        as_typed = ((typed,), 1.0)
        full = self.thesaurus.full_forms(typed)
        if full:
            return [self._short(typed, full)]
        if typed.isdigit():
            return [_Slot([as_typed])]
        if not has_marks(typed):
            decoded = from_vni(typed) or from_telex(typed)
            if decoded and lexicon.knows(decoded):
                beside = [((typed,), TYPED_BESIDE)] if known else []
                if known and not any(char.isdigit() for char in typed):
                    return [_Slot([as_typed, ((decoded,), GUESS)])]
                return [_Slot([((decoded,), 1.0), *beside], "decoded")]
        if known:
            return [_Slot([as_typed])]
        if lexicon.count(typed):
            # The word exists, with other marks than these.
            return [_Slot([as_typed, ((fold(typed),), TYPED_BESIDE)])]
        if not is_syllable(typed):
            cut = split(typed, lexicon)
            if cut:
                return [_Slot([((word,), 1.0)], "split") for word in cut]
        return [_Slot([as_typed], known=False)]

    def _short(self, typed: str, full: list[tuple[tuple[str, ...], bool]]) -> _Slot:
        sure = [cut for cut, ambiguous in full if not ambiguous]
        hints = [cut for cut, ambiguous in full if ambiguous]
        real_word = is_syllable(typed) and self.lexicon.count(typed) > 0
        options: list[tuple[tuple[str, ...], float]] = [((typed,), 1.0)]
        if sure and not real_word:
            options = [*((cut, 1.0) for cut in sure), ((typed,), 0.9)]
        elif sure:
            hints = [*sure, *hints]
        options += [(cut, HINT) for cut in hints]
        return _Slot(options, "short" if sure and not real_word else "")

    def _complete(self, slots: list[_Slot]) -> None:
        """The last word may be only begun ("hộ chi"): what names have there."""
        if len(slots) < 2 or slots[-1].how or slots[-2].how == "split":
            return
        before, last = slots[-2].words[-1], slots[-1].words[0]
        if len(slots[-1].words) > 1 or not last.isalpha() or len(last) > LONGEST_BEGUN:
            return
        if self.lexicon.pair(before, last):
            return
        whole = self.lexicon.completions(before, last)[:COMPLETIONS]
        if whole:
            slots[-1].options += [((word,), GUESS) for word in whole]
            slots[-1].known = True
            slots[-1].how = "begun"

    def _spell(self, slots: list[_Slot]) -> None:
        """Unknown words first, so that they can vouch for known ones in the wrong place."""
        for known in (False, True):
            for place, slot in enumerate(slots):
                if slot.known != known or len(slot.words) > 1 or slot.how not in ("", "split"):
                    continue
                typed = slot.words[0]
                before = slots[place - 1].words[-1] if place else ""
                after = slots[place + 1].words[0] if place + 1 < len(slots) else ""
                if not known:
                    meant = self.speller.correct(typed, before, after)
                elif is_syllable(typed):
                    meant = self.speller.in_context(typed, before, after)
                else:
                    meant = ""
                if meant:
                    slot.options = [((meant,), GUESS), ((typed,), TYPED_BESIDE)]
                    if known:
                        slot.options = [((meant,), GUESS), ((typed,), GUESS)]
                    slot.how, slot.known = "spelt", True

    def _weigh(self, slots: list[_Slot]) -> None:
        flat = [slot.words[0] if len(slot.words) == 1 else "" for slot in slots]
        marked = sum(has_marks(word) for word in flat) >= MARKED_SHARE * len(flat)
        place = 0
        while place < len(slots):
            for length in range(min(_LONGEST_FILLER, len(slots) - place), 0, -1):
                weight = filler_weight(flat[place : place + length], marked=marked)
                if weight is not None:
                    for slot in slots[place : place + length]:
                        slot.weight = weight
                    if length == 1:
                        self._keep_paired(slots, place)
                    place += length
                    break
            else:
                if not slots[place].known:
                    slots[place].weight = UNKNOWN
                place += 1

    def _keep_paired(self, slots: list[_Slot], place: int) -> None:
        """A filler in the middle of a name is part of it: "sao" in "bản sao" more than "có" in "có yếu tố"."""
        word = slots[place].words[0]
        marks = bool(marked_key(word))
        count = self.lexicon.marked_pair if marks else self.lexicon.pair
        before = slots[place - 1].words[-1] if place else ""
        after = slots[place + 1].words[0] if place + 1 < len(slots) else ""
        times = max(count(before, word) if before else 0, count(word, after) if after else 0)
        if times >= 3:
            share = times / max(self.lexicon.count(word), times)
            slots[place].weight = max(slots[place].weight, PAIRED_FILLER, share)

    def _parts(self, slots: list[_Slot]) -> tuple[list[Part], list[str]]:
        parts: list[Part] = []
        said: list[str] = []
        terms = self._cover(slots)
        elsewhere = self._elsewhere(slots)
        place = 0
        translated = any(not one.intent for one in terms.values())
        while place < len(slots):
            term = terms.get(place)
            end = term.end if term else place + 1
            here = slots[place:end]
            flat = tuple(word for slot in here for word in slot.words)
            if term:
                part = self._term_part(here, flat, term)
                known = "" if term.intent else "term"
                sure = [m for m in term.meanings if not m.fields and m.trust >= 1]
                if term.intent:
                    said += self.thesaurus.intent_written(flat)
                else:
                    said += sure[0].words if sure else [slot.shown for slot in here]
            else:
                slot = slots[place]
                readings = [Reading(*option) for option in slot.options]
                weight = slot.weight * (BESIDE_TERM if translated else 1.0)
                part, known = Part(tuple(readings), weight), ""
                said.append(slot.shown)
            if known != "term" and not elsewhere.isdisjoint(range(place, end)):
                known = "elsewhere"
            parts.append(replace(part, known=known))
            place = end
        return parts, said

    def _elsewhere(self, slots: list[_Slot]) -> set[int]:
        """Places of words that ask for what no office answers."""
        flat = [slot.words[0] if len(slot.words) == 1 else "" for slot in slots]
        longest = self.thesaurus.longest_elsewhere
        return {
            place
            for start in range(len(slots))
            for end in range(start + 1, min(start + longest, len(slots)) + 1)
            if self.thesaurus.is_elsewhere(flat[start:end])
            for place in range(start, end)
        }

    def _term_part(self, here: list[_Slot], flat: tuple[str, ...], term: _Term) -> Part:
        if term.intent:
            weight = max(INTENT, *(slot.weight for slot in here))
            readings = [Reading(flat, 1.0)]
            readings += [Reading(m.words, GUESS) for m in term.meanings if m.words != flat]
            return Part(tuple(readings), weight)
        readings = [Reading(flat, TYPED_TERM)]
        readings += [Reading(m.words, m.trust, m.fields) for m in term.meanings]
        if len(here) == 1:
            readings += [Reading(*option) for option in here[0].options[1:]]
        return Part(tuple(readings), 1.0)

    def _cover(self, slots: list[_Slot]) -> dict[int, _Term]:
        """Terms and intents that do not overlap, by where they start, so that they say the most."""
        found: list[list[_Term]] = [self._terms_from(slots, start) for start in range(len(slots))]
        best: list[tuple[float, int, _Term | None]] = [(0.0, len(slots), None)] * (len(slots) + 1)
        for start in reversed(range(len(slots))):
            best[start] = (best[start + 1][0], start + 1, None)
            for term in found[start]:
                worth = best[term.end][0] + term.worth
                if worth > best[start][0]:
                    best[start] = (worth, term.end, term)
        chosen: dict[int, _Term] = {}
        place = 0
        while place < len(slots):
            _worth, end, best_term = best[place]
            if best_term:
                chosen[place] = best_term
            place = end
        return chosen

    def _terms_from(self, slots: list[_Slot], start: int) -> list[_Term]:
        """Terms that begin at ``start``; words that say little may be left out inside one."""
        found: list[_Term] = []
        all_words: list[str] = []
        telling: list[str] = []
        for end in range(start + 1, min(start + self.thesaurus.longest + 3, len(slots)) + 1):
            slot = slots[end - 1]
            all_words += slot.words
            little = slot.weight <= 0.05 and end > start + 1
            if not little:
                telling += slot.words
            size = end - start
            meanings = self.thesaurus.meanings(all_words)
            if not meanings and not little and len(telling) < len(all_words):
                meanings = self.thesaurus.meanings(telling)
            if meanings:
                found.append(_Term(end, meanings, size**1.5, intent=False))
            elif intents := self.thesaurus.intents(all_words):
                found.append(_Term(end, intents, 0.6 * size**1.5, intent=True))
        return found

    def _with_marks(self, slots: list[_Slot]) -> None:
        """Write words that were cut apart or corrected as names write them, neighbours agreeing."""
        guessed = [slot.how in ("spelt", "split") for slot in slots]
        if not any(guessed):
            return
        choices = [
            self.lexicon.spellings(slot.words[0])
            if guess and len(slot.words) == 1 and not has_marks(slot.words[0])
            else [(slot.words[0], 1)]
            for slot, guess in zip(slots, guessed, strict=True)
        ]
        best = [{word: (math.log1p(count), "") for word, count in choices[0]}]
        for place in range(1, len(choices)):
            before = best[-1]
            best.append({})
            for word, count in choices[place]:
                best[-1][word] = max(
                    (
                        score
                        + 0.3 * math.log1p(count)
                        + 2 * math.log1p(self.lexicon.marked_pair(previous, word)),
                        previous,
                    )
                    for previous, (score, _earlier) in before.items()
                )
        word = max(best[-1], key=lambda one: best[-1][one][0])
        for place in reversed(range(len(slots))):
            if guessed[place] and len(slots[place].words) == 1:
                slots[place].written = word
            word = best[place][word][1]


def filler_weight(phrase: Sequence[str], *, marked: bool = False) -> float | None:
    """What ``phrase`` says when it is a filler; None when it is none.

    ``marked`` says that the query is written with marks: a word without is then not one with.
    """
    for cut, weight in _FILLERS.get(tuple(key(word) for word in phrase), ()):
        if all(
            (not marked and not marked_key(word)) or marked_key(word) == marked_key(other)
            for word, other in zip(phrase, cut, strict=True)
        ):
            return weight
    return None


_FILLERS: dict[tuple[str, ...], list[tuple[tuple[str, ...], float]]] = {}
for _phrase, _weight in FILLERS.items():
    _words = tuple(_phrase.split())
    _FILLERS.setdefault(tuple(key(word) for word in _words), []).append((_words, _weight))
_LONGEST_FILLER = max(len(phrase) for phrase in _FILLERS)
