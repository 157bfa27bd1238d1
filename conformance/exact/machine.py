"""The state machine that every rule runs through: quiet, pending, firing, recovering, and quiet again."""

from dataclasses import dataclass, replace

BREACH, OK, UNKNOWN = "breach", "ok", "unknown"


@dataclass(frozen=True)
class Settings:
    """Fires on `periods` breaches in a row, or on that many among the last `of` that could be judged."""

    periods: int = 1
    of: int | None = None
    clear_after: int = 1


@dataclass(frozen=True)
class State:
    """Where a rule stands after a period. `since` and `fired` are positions in the series."""

    name: str = "quiet"
    since: int | None = None
    fired: int | None = None
    run: int = 0
    clear_run: int = 0
    memory: tuple[bool, ...] = ()

    @property
    def alarmed(self) -> bool:
        return self.name in ("firing", "recovering")


def step(state: State, judged: str, position: int, settings: Settings) -> State:
    """The state after one more period."""
    if judged == UNKNOWN:
        return state
    if state.alarmed:
        return _while_alarmed(state, judged, settings)
    return _while_calm(state, judged == BREACH, position, settings)


def _while_alarmed(state: State, judged: str, settings: Settings) -> State:
    if judged == BREACH:
        return replace(state, name="firing", run=state.run + 1, clear_run=0)
    if state.clear_run + 1 >= settings.clear_after:
        return State()
    return replace(state, name="recovering", clear_run=state.clear_run + 1)


def _while_calm(state: State, breach: bool, position: int, settings: Settings) -> State:
    memory = (state.memory + (breach,))[-(settings.of or settings.periods) :]
    if not breach:
        goes_on = settings.of is not None and any(memory)
        return replace(state, memory=memory) if goes_on else State()
    since = position if state.since is None else state.since
    pending = State("pending", since, None, state.run + 1, 0, memory)
    if sum(memory) < settings.periods:
        return pending
    return replace(pending, name="firing", fired=position)
