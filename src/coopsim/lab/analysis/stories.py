"""Both stories: in how many worlds cooperation raises a measure, and in how many it lowers it (model.md §10).

A world is a point of the parameters. In each, a policy with cooperation stands
against the same policy without, on the same luck.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coopsim.errors import InputRefused
from coopsim.lab.analysis.arms import baseline_of
from coopsim.lab.analysis.over_points import DOWN, NOWHERE, UNKNOWN, UP, at_points
from coopsim.lab.store import Store

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.scenario import Scenario

STORIES = ("small_independent", "voice_total", "voices_effective", "freedom_mean", "norm_mean")
"""Measures that must be able to move both ways."""

PROPERTIES = ("access_small", "public_money_hhi", "associations")
"""Measures of which the direction that is found is stated."""

SMALL, VOICE = "small_independent", "voice_total"
FEWEST_PAIRS = 20
BOTH_WAYS = 0.10
"""Share of the points in which a story must go each way."""

STORY, PROPERTY = "story", "property"
MOVES = (UP, NOWHERE, DOWN)
SWITCH = "cooperation.enabled"

COUNTED = (
    *("scenario", "against", "quarter", "kind", "measure", "points", "up", "no_difference", "down"),
    *("up_share", "no_difference_share", "down_share", "both_ways", "direction"),
)
JOINT = ("scenario", "against", "quarter", SMALL, VOICE, "points", "share")


def arms_without(store: Store, baseline: str | None = None) -> dict[str, str]:
    """Each scenario with cooperation, and the arm that is like it but for cooperation.

    Parameters
    ----------
    store : Store
    baseline : str, the one arm without cooperation that is meant, or None for any

    Returns
    -------
    dict of scenario and arm

    Raises
    ------
    InputRefused
        If the named arm cooperates, or no scenario has such an arm.
    """
    wanted = None if baseline is None else baseline_of(store, baseline)
    scenarios = store.experiment.scenarios
    off = [one for one in scenarios if not one.cooperation.enabled and wanted in (None, one.name)]
    if wanted and not off:
        raise InputRefused(str(store.path), "baseline", "a scenario without cooperation", wanted)
    found = {
        one.name: arm.name
        for one in scenarios
        for arm in off
        if one.cooperation.enabled and _but_for_cooperation(one) == _but_for_cooperation(arm)
    }
    if not found:
        remedy = "Such a scenario extends the other and says [cooperation] enabled = false, as no-cooperation does"
        got = ", ".join(one.name for one in scenarios)
        raise InputRefused(str(store.path), "scenarios", "two that differ in cooperation alone", got, remedy)
    return found


def _but_for_cooperation(scenario: Scenario) -> dict[str, Any]:
    """All that a scenario says, whether there is cooperation aside."""
    return {key: value for key, value in scenario.settings().items() if key != SWITCH}


def story_points(store: Store, baseline: str | None = None, quarter: int | None = None) -> tuple[DataFrame, int]:
    """What cooperation does at each point, and how many points have too few pairs to tell.

    Parameters
    ----------
    store : Store
    baseline : str, the arm without cooperation, or None for all such arms
    quarter : int, or None for the last one

    Returns
    -------
    (DataFrame, int): the table of `coopsim.lab.analysis.over_points.at_points`, points with twenty pairs or more
    only; and how many points of a scenario were left out

    Raises
    ------
    InputRefused
        If there is no arm without cooperation, no such quarter, or no point has pairs enough.
    """
    from pandas import concat

    frames = []
    for name, arm in arms_without(store, baseline).items():
        every = at_points(store, arm, (*STORIES, *PROPERTIES), quarter)
        frames.append(every[every.scenario == name])
    points = concat(frames, ignore_index=True)
    enough = points[points.pairs >= FEWEST_PAIRS]
    if enough.empty:
        most = int(points.pairs.max()) if len(points) else 0
        remedy = "Run the batch with more replicates"
        raise InputRefused(str(store.path), "replicates", f"{FEWEST_PAIRS} pairs a point or more", str(most), remedy)
    number = len(frames) * len(store.experiment.points)
    return enough, number - len(enough.groupby(["scenario", "point"]))


def stories(points: DataFrame) -> DataFrame:
    """In what share of the points each measure goes up, down, or nowhere.

    Parameters
    ----------
    points : DataFrame, of `story_points`

    Returns
    -------
    DataFrame with the columns `COUNTED`: `both_ways` says of a story whether each way is found in at least a
    tenth of the points; `direction` says of a property which of up, down and no difference is most frequent
    """
    from pandas import DataFrame

    keys = ["scenario", "against", "quarter", "measure"]
    rows = [
        {**dict(zip(keys, named, strict=True)), **_counted(str(named[-1]), list(of_one.move))}
        for named, of_one in points.groupby(keys, sort=False)
    ]
    return DataFrame(rows, columns=list(COUNTED))


def _counted(measure: str, moves: Sequence[str]) -> dict[str, Any]:
    """Counts and shares of the moves of one measure."""
    known = [one for one in moves if one != UNKNOWN]
    counts = {word: known.count(word) for word in MOVES}
    shares = {word: counts[word] / max(len(known), 1) for word in MOVES}
    story = measure in STORIES
    return {
        "kind": STORY if story else PROPERTY,
        "points": len(known),
        **{word.replace(" ", "_"): counts[word] for word in MOVES},
        **{f"{word.replace(' ', '_')}_share": shares[word] for word in MOVES},
        "both_ways": min(shares[UP], shares[DOWN]) >= BOTH_WAYS if story else None,
        "direction": "" if story or not known else max(MOVES, key=lambda word: counts[word]),
    }


def joint(points: DataFrame) -> DataFrame:
    """Survival of the small beside voice: how many points do what with both.

    Parameters
    ----------
    points : DataFrame, of `story_points`

    Returns
    -------
    DataFrame with the columns `JOINT`, nine rows a scenario, over the points where both are known
    """
    from pandas import DataFrame

    rows = []
    for keys, of_one in points.groupby(["scenario", "against", "quarter"], sort=False):
        wide = of_one.pivot(index="point", columns="measure", values="move")
        pairs = [both for both in zip(wide[SMALL], wide[VOICE], strict=True) if UNKNOWN not in both]
        named = dict(zip(("scenario", "against", "quarter"), keys, strict=True))
        rows += [{**named, **_together(pairs, small, voice)} for small in MOVES for voice in MOVES]
    return DataFrame(rows, columns=list(JOINT))


def _together(pairs: Sequence[tuple[str, str]], small: str, voice: str) -> Mapping[str, Any]:
    number = pairs.count((small, voice))
    return {SMALL: small, VOICE: voice, "points": number, "share": number / max(len(pairs), 1)}
