"""One annotator at the screen, without the screen: what keys do, what is told afterwards, and what is on disk.

The screen calls a method and then shows what the session says. Nothing is called saved before the desk has returned;
what fails is kept as `failure` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import Choice, ensure_speaker
from annotator.desk.resegmenting import cut, join, neighbour, set_role
from annotator.errors import AnnotatorError, LabelError
from annotator.records.documents import Role, Segment
from annotator.records.labels import EMPTY, Claim
from annotator.records.revisions import Revision
from annotator.records.segment_changes import SegmentChange
from annotator.records.spans import Span
from annotator.store.progress import next_unfinished
from annotator.store.revisions import history
from annotator.tui import moves, recutting
from annotator.tui.changes import Wording
from annotator.tui.display import shown
from annotator.tui.keymap import keymap_of
from annotator.tui.offers import Moment
from annotator.tui.repeating import Decision, claim_again, decision
from annotator.tui.speaking import SpeakerNames
from annotator.tui.stances import Looks
from annotator.tui.states import Message
from annotator.tui.suggested import Suggested
from annotator.tui.view import article_title

_NO_CLAIM = "no claim here yet: press a stance key first"


class Session:
    """An annotator's desk with what the screen has to remember.

    Args:
        desk: The desk, resumed at a sentence.
    """

    def __init__(self, desk: AnnotationDesk) -> None:
        self.desk = desk
        self.looks = Looks(desk.codebook)
        self.names = SpeakerNames(desk.project.store)
        self.message = Message()
        self.failure: AnnotatorError | None = None
        """What the last call failed with; None where it did not."""
        self.adding = False
        """Whether the next stance key makes one more claim."""
        self.at_end = False
        """Whether the last call found that everything is finished."""
        self.keymap = keymap_of(desk.project)
        """The keys in force."""
        self.suggested = Suggested(desk)
        """What is suggested."""
        self.last_decision: Decision | None = None
        """What was said of the sentence finished last, for the key that says it again."""
        self._wording = Wording(desk.codebook, self.looks, self.names)
        self._last: Revision | SegmentChange | None = None
        self._can_redo = False
        self._asked: tuple[str, str, str] | None = None

    # What is told -----------------------------------------------------------------------------------------------------

    @property
    def saved(self) -> str:
        """The local time of the last change on disk; empty where none was made yet."""
        return self._last.saved_at.astimezone().strftime("%H:%M:%S") if self._last else ""

    def moment(self, choice: Span | None, word: Span | None, *, moves_ends: bool = False) -> Moment:
        """What decides which keys are of use."""
        label, suggested = self.desk.label, self.suggested
        return Moment(
            decided=label.verdict is not None,
            claims=len(label.claims),
            has_words=choice is not None,
            has_cursor=word is not None,
            adding=self.adding,
            can_redo=self._can_redo,
            can_repeat=self.last_decision is not None,
            moves_ends=moves_ends,
            can_take=suggested.ghost is not None,
            takes=suggested.pending is not None,
            can_call=suggested.can_call,
            suggests=suggested.offering.active,
        )

    def say(self, text: str, looks: str = "soft") -> None:
        """Tell something that neither changed nor failed."""
        self.message = Message(text, looks=looks)

    def look_for_end(self) -> None:
        """See whether everything was finished before; asked only where the sentence at hand is."""
        desk = self.desk
        unfinished: list[str | None] = []
        if desk.passage.is_done(desk.sentence.key):
            look = partial(next_unfinished, desk.project.store, desk.annotator, desk.project.roles, None)
            self._attempt(lambda: unfinished.append(look()))
        self.at_end = unfinished == [None]

    # Reading ----------------------------------------------------------------------------------------------------------

    def go(self, move: Callable[[], bool], refusal: str) -> bool:
        """Go to another sentence, which finishes this one if it is decided; say why where there is none."""
        moved = self._moved(move)
        if moved is False:
            self.say(refusal, "warn")
        return bool(moved)

    def go_times(self, move: Callable[[], bool], times: int, refusal: str) -> None:
        """Go so many sentences on, as far as there are any."""
        for _ in range(times):
            if not self.go(move, refusal):
                break

    def go_to(self, index: int) -> None:
        """Go to a sentence of this article by its place, counted from 0."""
        self.go(lambda: self.desk.go_to(index), f"there is no sentence {index + 1}")

    def go_unfinished(self) -> None:
        """Go to the next unfinished sentence anywhere."""
        if self._moved(self.desk.next_unfinished) is False:
            self.at_end = self.desk.passage.is_done(self.desk.sentence.key)
            self.say("" if self.at_end else "this is the only unfinished sentence", "warn")

    def finish(self) -> None:
        """Finish the sentence and go on."""
        if self.desk.label.verdict is None:
            keys = " ".join(look.key for look in self.looks)
            no, skip, on = (self.keymap.sign(name) for name in ("no-claim", "skip", "next"))
            self.say(f"undecided: choose a stance ({shown(keys)}), {no} no claim, {skip} skip; {on} goes on", "warn")
        else:
            self._onward(self.desk.finish)

    def no_claim(self) -> None:
        """There is no claim: finish and go on."""
        if self._sure("no-claim"):
            self._onward(self.desk.no_claim)

    def skip(self) -> None:
        """It cannot be judged: finish and go on."""
        if self._sure("skip"):
            self._onward(self.desk.skip)

    def repeat(self, choice: Span | None) -> None:
        """Decide as for the sentence finished last, and go on."""
        last = self.last_decision
        if last is None:
            self.say("nothing was decided yet that could be repeated", "warn")
        elif last.claim is None:
            (self.no_claim if last.verdict == "no-claim" else self.skip)()
        elif choice is None and self.desk.label.claims:
            self.say("there is a claim already: choose the words of one more first", "warn")
        else:
            claim = last.claim
            self._onward(lambda: claim_again(self.desk, claim, choice))

    def _sure(self, name: str) -> bool:
        """Whether claims may be thrown away: only where the same key is pressed twice in a row."""
        count = len(self.desk.label.claims)
        asked = (name, self.desk.sentence.key, str(self.desk.claim_id))
        if not count or asked == self._asked:
            self._asked = None
            return True
        self._asked = asked
        self.say(f"press {self.keymap.sign(name)} again to delete {count} claim{'s' if count > 1 else ''}", "warn")
        return False

    def _onward(self, decide: Callable[[], Revision | None]) -> None:
        number = self.desk.index + 1
        if not self.change(decide, unchanged="finished"):
            return
        said = self.message.text
        self.last_decision = decision(self.desk.label)
        moved = self._moved(self.desk.advance)
        if moved is False:
            self.at_end = True
        if self.failure is None and not self.message.text:
            self.say(f"sentence {number}: {said}")

    def _moved(self, move: Callable[[], bool]) -> bool | None:
        """Whether it moved; None where it failed."""
        passage, sentence = self.desk.passage, self.desk.sentence
        key = sentence.key
        before = passage.revisions.get(key)
        done: list[bool] = []
        if not self._attempt(lambda: done.append(move())):
            return None
        self.suggested.offering.learn(passage, sentence)
        finished = passage.revisions.get(key)
        if finished is not None and finished is not before:
            self._remember(finished)
            self.last_decision = decision(finished.body)
        if self.desk.passage.document.id != passage.document.id:
            self.say(f"article: {article_title(self.desk.passage)}", "key")
        else:
            self.say("")
        return done[0]

    # Marking ----------------------------------------------------------------------------------------------------------

    def change(self, work: Callable[[], Revision | None], *, unchanged: str = "nothing to change") -> bool:
        """Change the label at hand, and tell what changed; False where it failed."""
        passage, key = self.desk.passage, self.desk.sentence.key
        before, was_done = self.desk.label, passage.is_done(key)
        done: list[Revision | None] = []
        if not self._attempt(lambda: done.append(work())):
            return False
        revision = done[0]
        if revision is None:
            self.say(unchanged)
        else:
            self._remember(revision)
            self._can_redo = False
            self.say(self._wording.change(before, revision.body, finished=revision.done and not was_done))
        return True

    def stance(self, index: int, choice: Span | None) -> bool:
        """Press a stance key; a suggestion that was taken up becomes a claim, in the chosen words if there are any.

        Returns:
            Whether a new claim was made on chosen words, so that its speaker is to be asked for.
        """
        look = list(self.looks)[index]
        adding, taken = self.adding, self.suggested.pending
        if taken is not None:
            self.change(lambda: self.suggested.take(taken, look.value, choice))
            return False
        done = self.change(
            lambda: moves.press_stance(self.desk, look.value, choice, adding=adding), unchanged=f"{look.word} already"
        )
        return done and choice is not None

    def next_claim(self) -> None:
        """Go to the next claim of the sentence."""
        if moves.next_claim(self.desk) is None:
            self.say(_NO_CLAIM, "warn")

    def change_claim(self, work: Callable[[Claim], Revision | None], *, unchanged: str = "nothing to change") -> None:
        """Change the claim at hand; say so where there is none."""
        claim = self.desk.claim
        if claim is None:
            self.say(_NO_CLAIM, "warn")
        else:
            self.change(lambda: work(claim), unchanged=unchanged)

    def set_speaker(self, claim_id: str, choice: Choice) -> None:
        """Let a choice of the picker make the claim; a new speaker is entered first."""
        self.change(lambda: self._set_speaker(claim_id, choice), unchanged="the speaker stays")

    def _set_speaker(self, claim_id: str, choice: Choice) -> Revision | None:
        claim = self._claim(claim_id)
        speaker = self._entered(choice)
        if speaker == claim.via:
            raise LabelError(f"{self.names.of(speaker)} passes this claim on already", "change who passes it on first")
        return moves.set_speaker(self.desk, claim, speaker, choice.mention)

    def set_via(self, claim_id: str, choice: Choice | None) -> None:
        """Let a choice of the picker pass the claim on; None takes that away."""
        self.change(lambda: self._set_via(claim_id, choice), unchanged="it stays as it was")

    def _set_via(self, claim_id: str, choice: Choice | None) -> Revision | None:
        claim = self._claim(claim_id)
        via = self._entered(choice) if choice else None
        if via == claim.speaker:
            raise LabelError(f"{self.names.of(claim.speaker)} makes this claim", "choose another who passes it on")
        return None if via == claim.via else self.desk.change_claim(claim_id, via=via)

    def set_answer(self, claim_id: str, name: str, value: str | None) -> None:
        """Answer a further question of the codebook."""

        def answer() -> Revision | None:
            same = self._claim(claim_id).attributes.get(name) == value
            return None if same else self.desk.set_attribute(claim_id, name, value)

        self.change(answer, unchanged="the answer stays")

    def set_note(self, note: str) -> None:
        """Leave a note."""
        self.change(lambda: None if note.strip() == self.desk.label.note else self.desk.set_note(note))

    def _entered(self, choice: Choice) -> str:
        speaker = choice.speaker or ensure_speaker(self.desk, choice.name, choice.kind)
        self.names.forget()
        return speaker

    def _claim(self, claim_id: str) -> Claim:
        claim = self.desk.label.claim(claim_id)
        if claim is None:
            raise LabelError("the claim is gone", "choose another one")
        return claim

    # Boundaries -------------------------------------------------------------------------------------------------------

    def cut(self, words: Span | None) -> None:
        """Cut the sentence before the word at the cursor, or before the chosen words."""
        if words is None:
            self.say("go to the first word of the second sentence: an arrow shows the word cursor", "warn")
        else:
            self._recut(lambda: cut(self.desk, words.start))

    def join(self, step: int) -> None:
        """Join the sentence with its neighbour; with one that is not read only where the key is pressed twice."""
        other = neighbour(self.desk, step)
        where, name = ("behind it", "join") if step > 0 else ("before it", "join-back")
        key = self.keymap.sign(name)
        asked = (name, self.desk.sentence.key, str(self.desk.claim_id))
        if other is None:
            self.say(f"there is nothing {where} to join it with", "warn")
        elif other.role not in self.desk.passage.roles and self._asked != asked:
            self._asked = asked
            self.say(f"{where} stands {recutting.a_role(other.role)}: press {key} again to join them", "warn")
        else:
            self._recut(lambda: join(self.desk, step))

    def set_role(self, segment: Segment, role: Role) -> None:
        """Say what a piece of the article is."""
        self._recut(lambda: set_role(self.desk, segment, role))

    def _recut(self, work: Callable[[], SegmentChange | None]) -> None:
        document = self.desk.passage.document.id
        done: list[SegmentChange | None] = []
        if not self._attempt(lambda: done.append(work())):
            return
        self._asked = None
        change = done[0]
        if change is None:
            self.say("it is that already")
            return
        self._remember(change)
        self._can_redo = False
        moved = "" if self.desk.passage.document.id == document else f"; article: {article_title(self.desk.passage)}"
        self.say(f"{recutting.told(change)}{moved}")

    # Taking back ------------------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last change, and go to its sentence."""
        self._travel(self.desk.undo, "taken back", "nothing to take back")

    def redo(self) -> None:
        """Bring back what was taken back last, and go to its sentence."""
        self._travel(self.desk.redo, "brought back", "nothing to bring back")

    def _travel(self, travel: Callable[[], Revision | SegmentChange | None], verb: str, nothing: str) -> None:
        done: list[Revision | SegmentChange | None] = []
        if not self._attempt(lambda: done.append(travel())):
            return
        revision = done[0]
        self._can_redo = revision is not None
        if revision is None:
            self.say(nothing, "warn")
            return
        self._remember(revision)
        self.say(f"{verb}: {self._travelled(revision)}", "key")

    def _travelled(self, revision: Revision | SegmentChange) -> str:
        """The change that an undo took back or a redo brought back, in words."""
        if isinstance(revision, SegmentChange):
            return recutting.told_back(self.desk.project.store, revision)
        versions = history(self.desk.project.store, revision.annotator, revision.segment)
        before = versions[-2] if len(versions) > 1 else None
        body, done = (before.body, before.done) if before else (EMPTY, False)
        old, new = (revision.body, body) if revision.origin == "undo" else (body, revision.body)
        return self._wording.change(old, new, finished=done != revision.done)

    # Inside -----------------------------------------------------------------------------------------------------------

    def fail(self, error: AnnotatorError) -> None:
        """Tell that something failed."""
        self.failure = error
        said = f"{error.message}; {error.hint}" if error.hint else error.message
        self.message = Message(" ".join(shown(said).split()), error=True)

    def _attempt(self, work: Callable[[], object]) -> bool:
        self.failure, self.at_end, self.adding = None, False, False
        self.suggested.let_go()
        try:
            work()
        except AnnotatorError as error:
            self.fail(error)
            return False
        return True

    def _remember(self, revision: Revision | SegmentChange | None) -> None:
        if revision is not None and (self._last is None or revision.id > self._last.id):
            self._last = revision
