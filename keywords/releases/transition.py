"""A term's way from proposed to retired: what is allowed, who must agree, what is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from lenswatch.core.clock import CHINA, report_time
from lenswatch.core.errors import LexiconError, UserError
from lenswatch.keywords.emergencies import EMERGENCY, Emergency
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases import second_person
from lenswatch.keywords.releases.changelog import Entry
from lenswatch.keywords.releases.second_person import needs_second_person, same_person
from lenswatch.keywords.row import unfit
from lenswatch.keywords.term import State, Term

_NEXT = {
    State.PROPOSED: State.UNDER_REVIEW,
    State.UNDER_REVIEW: State.ACTIVE,
    State.ACTIVE: State.ACTIVE,
    State.SUSPENDED: State.ACTIVE,
    State.RETIRED: State.UNDER_REVIEW,
}
_ALLOWED = {
    State.PROPOSED: {State.UNDER_REVIEW, State.ACTIVE, State.RETIRED},
    State.UNDER_REVIEW: {State.PROPOSED, State.UNDER_REVIEW, State.ACTIVE, State.RETIRED},
    State.ACTIVE: {State.ACTIVE, State.SUSPENDED, State.RETIRED},
    State.SUSPENDED: {State.UNDER_REVIEW, State.ACTIVE, State.RETIRED},
    State.RETIRED: {State.UNDER_REVIEW},
}
"""A retired term goes through review again."""
_ACTIONS = {State.RETIRED: "retire", State.SUSPENDED: "suspend"}


@dataclass(frozen=True)
class Request:
    """What a curator asks for."""

    actor: str
    reason: str
    at: datetime
    to: State | None = None
    """None is the next state on the way."""
    reviewer: str = ""
    """The second person, who has agreed."""
    emergency: bool = False

    def check(self) -> None:
        """Refuse what no log may hold.

        Raises:
            UserError: If a name or the reason is empty or unfit for a cell, or one person stands for two.
        """
        for option, value in (("--by", self.actor), ("--reason", self.reason), ("--reviewed-by", self.reviewer)):
            if not value.strip() and option != "--reviewed-by":
                raise UserError("{option}: is empty; fill it in.", option=option)
            problem = unfit(value)
            if problem is not None:
                raise UserError("{option}: {problem}", option=option, problem=problem)
        if self.reviewer and same_person(self.actor, self.reviewer):
            raise UserError(
                "--reviewed-by {reviewer}: the second person must be another than the one who acts.",
                reviewer=self.reviewer,
            )


@dataclass(frozen=True)
class Outcome:
    """What becomes of one term."""

    term_id: str
    text: str
    before: State
    after: State
    waiting: bool = False
    """Whether it stays out of force until a second person agrees."""
    until: datetime | None = None
    """End of an emergency."""


@dataclass
class Transition:
    """Works out, term by term, which cells and log rows a request leads to; writes nothing itself."""

    lexicon: Lexicon
    """The tables as they stand."""
    release: str
    """Name of the release that counts, or empty."""
    request: Request
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    """Term id to column to new cell."""
    entries: list[Entry] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.request.check()
        self._terms: Mapping[str, Term] = {term.id: term for term in self.lexicon.terms}
        self.emergencies: dict[str, Emergency] = {one.term_id: one for one in self.lexicon.emergencies}
        """Activations that wait for a second person, afterwards."""

    def add(self, term_id: str) -> None:
        """Work out one term.

        Raises:
            LexiconError: If there is no such term, or the way from its state is not open.
        """
        term = self._terms.get(term_id)
        if term is None:
            raise LexiconError("{id}: no term of this lexicon has this id; nothing was changed.", id=term_id)
        if any(outcome.term_id == term_id for outcome in self.outcomes):
            return
        target = State.ACTIVE if self.request.emergency else self.request.to or _NEXT[term.state]
        self._refuse_closed(term, target)
        if target is not State.ACTIVE:
            self._move(term, target)
        elif self.request.emergency:
            self._activate_for_now(term)
        elif (needs_second_person(term) or term_id in self.emergencies) and not self.request.reviewer:
            self._wait(term)
        else:
            self._activate(term)

    def _refuse_closed(self, term: Term, target: State) -> None:
        if target not in _ALLOWED[term.state]:
            raise LexiconError(
                "{id} is {state}; from there it can become {allowed}. Nothing was changed.",
                id=term.id,
                state=term.state.value,
                allowed=", ".join(sorted(state.value for state in _ALLOWED[term.state] if state is not term.state)),
            )
        settled = target is term.state and not (
            target is State.ACTIVE and (term.id in self.emergencies or needs_second_person(term))
        )
        if settled:
            raise LexiconError("{id} is {state} already; nothing was changed.", id=term.id, state=term.state.value)

    def _move(self, term: Term, target: State) -> None:
        cells = {"state": target.value}
        if target is State.RETIRED:
            cells |= self._out_of_emergency(term)
        self._write(term, target, _ACTIONS.get(target, "promote"), cells)

    def _activate(self, term: Term) -> None:
        cells = {"state": State.ACTIVE.value} | self._out_of_emergency(term)
        if self.request.reviewer:
            cells["reviewer"] = self.request.reviewer
        self._write(term, State.ACTIVE, "review" if term.active else "promote", cells)

    def _activate_for_now(self, term: Term) -> None:
        if term.id in self.emergencies:
            raise LexiconError(
                "{id}: its emergency cannot be renewed; a second person must agree: --reviewed-by NAME.", id=term.id
            )
        if term.active:
            raise LexiconError("{id} is {state} already; nothing was changed.", id=term.id, state=term.state.value)
        until = (self.request.at + EMERGENCY).astimezone(CHINA).replace(microsecond=0)
        self.emergencies[term.id] = Emergency(
            term.id, until, term.valid_to, self.request.actor.strip(), self.request.reason.strip()
        )
        last = min(until.date(), term.valid_to or until.date())
        cells = {"state": State.ACTIVE.value, "valid_to": last.isoformat()}
        self._write(term, State.ACTIVE, second_person.EMERGENCY, cells)
        self.outcomes[-1] = replace(self.outcomes[-1], until=until)

    def _wait(self, term: Term) -> None:
        """A new term goes into review; any other stays where it is, suspended if its emergency is over."""
        if term.state is State.PROPOSED:
            self._write(term, State.UNDER_REVIEW, "promote", {"state": State.UNDER_REVIEW.value})
            self.outcomes[-1] = replace(self.outcomes[-1], waiting=True)
        else:
            lapsed = term.id in self.lexicon.lapsed(self.request.at)
            state = State.SUSPENDED if lapsed else term.state
            self.outcomes.append(Outcome(term.id, term.text, state, state, waiting=True))

    def _out_of_emergency(self, term: Term) -> dict[str, str]:
        emergency = self.emergencies.pop(term.id, None)
        if emergency is None:
            return {}
        return {"valid_to": emergency.valid_to_before.isoformat() if emergency.valid_to_before else ""}

    def _write(self, term: Term, after: State, action: str, cells: dict[str, str]) -> None:
        self.cells[term.id] = cells
        self.outcomes.append(Outcome(term.id, term.text, term.state, after))
        self.entries.append(
            Entry(
                time=report_time(self.request.at),
                actor=self.request.actor.strip(),
                action=action,
                object=term.id,
                reason=self.request.reason.strip(),
                version=self.release,
                before=term.state.value,
                after=after.value,
                reviewer=self.request.reviewer.strip(),
            )
        )
