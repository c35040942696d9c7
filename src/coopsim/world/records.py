"""The records of the state: one row an association, a tie, a contract, a department.

Rows are records rather than one array a column: a rule looks at several
fields of one association at a time, and a search jumps from one to another
(docs/design.md gives the measurement). A slot, once given, is never reused.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.world.vocabulary import CAUSES, COLLEGES, LEVERS

N_CAUSES = len(CAUSES)
N_COLLEGES = len(COLLEGES)

ASSOCIATION = np.dtype(
    [
        # whom a search looks at
        ("profile", "f4", (N_CAUSES,)),  # weights of the causes, sum 1; read as np.float64(…)
        # what a decision weighs
        ("staff", "f8"),  # FTE
        ("x_km", "f4"),  # position, NaN where unknown
        ("y_km", "f4"),
        ("department", "i2"),  # row of the department
        ("active_ties", "i2"),
        ("main_cause", "i1"),
        ("end", "i1"),  # 0 while living (vocabulary.ENDS)
        ("active_elsewhere", "i1"),  # member of a larger group: not absorbed locally
        ("vacancy", "i1"),  # quarters that the leader's place stays empty
        ("governance", "f8"),  # [0, 1]
        ("know_how", "f8"),  # [0, 1]
        ("managerial_norm", "f8"),  # [0, 1]
        ("stress", "f8"),  # [0, 1]
        ("first_tie", "i4"),  # head of its list of ties, or -1
        ("setup_tie", "i4"),  # tie in set-up, or -1
        # what its ties add up to
        ("bidding_size", "f8"),  # FTE, own and credited sizes of partners
        ("tie_governance", "f8"),  # sum of the governance of active ties
        ("kept_autonomy", "f8"),  # product over active ties, [0, 1]
        ("kept_overhead", "f8"),  # product over active ties of 1 − saving·governance
        ("relief", "f8"),  # largest relief of compliance work among active ties
        ("who", "u8"),  # address of its luck
        ("search_luck", "f8"),  # (0, 1), of this quarter
        ("born", "i4"),  # quarter of birth, from the start of the burn-in; negative for founders
        ("seat", "i1"),  # 1 if it holds a seat
        ("sanction", "i1"),  # quarters of reduced renewals after speaking out
        ("searched", "i1"),  # 1 if it searched this quarter
        ("act", "i1"),  # choice imposed this quarter, or NO_ACT
        # its money
        ("public_grant", "f8"),  # k€/quarter
        ("contracts", "f8"),  # k€/quarter, sum over contracts held
        ("private_income", "f8"),  # k€/quarter
        ("reserves", "f8"),  # k€
        ("cost", "f8"),  # k€, last quarter
        ("pay", "f8"),  # relative, 1 at start
        ("delivered", "f8"),  # k€/quarter of service
        ("target_months", "f8"),  # months of cash the association aims at
        ("surplus", "f8", (4,)),  # k€, last four quarters
        ("year_luck", "f8"),  # standard normal, kept four quarters
        ("income_luck", "f8"),  # standard normal, of this quarter
        ("due", "f8"),  # k€, bids of this quarter
        ("won", "f8"),  # k€/quarter won or taken over this quarter
        # how it stands
        ("closure_luck", "f8"),  # (0, 1), of this quarter
        ("norm_luck", "f8"),  # standard normal, of this quarter
        ("departure_luck", "f8"),  # (0, 1), of this quarter
        ("legitimacy", "f8"),  # [0, 1]
        ("visibility", "f8"),  # [0, 1]
        ("freedom", "f8"),  # [0, 1.3]
        ("access", "f8"),  # [0, 1]
        ("voice", "f8"),  # [0, inf)
    ],
    align=True,
)
"""Six lines of memory of 64 bytes, each with what is read together: at a million rows fetching lines is the cost."""

LIFE = np.dtype(
    [
        ("staff_start", "f8"),
        ("governance_start", "f8"),
        ("dependence_start", "f8"),
        ("voice_start", "f8"),
        ("age_start", "i4"),  # quarters
        ("founded", "i4"),  # quarter of the birth, from the start of the burn-in; -burn_in for founders
        ("parent", "i4"),  # slot of the larger parent of a merger of equals, or -1
        ("ordinal", "i4"),  # order of birth in its department and quarter, or founding row
        ("end_quarter", "i4"),  # from the start of the burn-in; -1 while living
        ("absorber", "i4"),  # slot, or -1
        ("main_cause", "i1"),  # at birth; a merger may change that of the state
        ("field", "i1"),
        ("size_class", "i1"),
        ("cohort", "i1"),  # 1 if alive at quarter 0
    ],
    align=True,
)
"""What the table `associations` tells of each life, beside the state itself."""

TIE = np.dtype(
    [
        ("own", "i4"),  # slot of the one that made the offer
        ("other", "i4"),
        ("form", "i1"),  # active form, or 0
        ("setup_form", "i1"),  # form in set-up, or 0
        ("past", "i1"),  # 1 once an agreement of the pair was active
        ("setup_left", "i2"),  # quarters
        ("active_quarters", "i4"),  # age of the active agreement
        ("governance", "f8"),  # of the active agreement
        ("setup_governance", "f8"),  # of the agreement in set-up
        ("trust", "f8"),  # of the pair
        ("next_own", "i4"),  # next tie in the list of `own`, or -1
        ("next_other", "i4"),
        ("first_quarter", "i4"),  # quarter of the first active agreement
    ],
    align=True,
)

CONTRACT = np.dtype(
    [
        ("who", "u8"),  # address of its calls
        ("volume", "f8"),  # k€/quarter
        ("department", "i2"),
        ("returned", "i1"),  # 1 if opened from returned grants
        ("open", "i1"),  # 1 while it exists
        ("holder", "i4"),  # slot, or -1
        ("expiry", "i4"),  # quarter at which it is called
        ("unserved", "i4"),  # quarters without a holder
    ],
    align=True,
)

LEVER = np.dtype([(name, "f8") for name in LEVERS])
"""The levers of one department in one quarter."""

DEPARTMENT = np.dtype(
    [
        ("code", "u8"),  # INSEE code as a number, part of addresses
        ("levers", LEVER),
        ("price", "f8"),  # per k€ of volume
        ("pool", "f8"),  # k€/quarter waiting to be called
        ("returned", "f8", (4,)),  # k€/quarter, by quarters since return
        ("returned_calls", "f8"),  # k€/quarter of returned grants waiting to be called
        ("saved", "f8"),  # k€/quarter given up by the funder since the start
        ("pressure", "f8"),  # [0, 1]
        ("sharing", "f8"),  # share cooperating last quarter
        ("norm_mean", "f8"),  # weighted by ln(1 + staff)
        ("need", "f8", (N_CAUSES,)),
        ("x_km", "f4"),
        ("y_km", "f4"),
        ("radius_km", "f4"),
    ],
    align=True,
)

EVENT = np.dtype(
    [
        ("quarter", "i4"),  # from the start of the burn-in
        ("kind", "i1"),
        ("form", "i1"),
        ("equals", "i1"),
        ("vacancy_own", "i1"),
        ("vacancy_other", "i1"),
        ("association", "i4"),
        ("other", "i4"),
        ("age_own", "i4"),
        ("age_other", "i4"),
        ("staff_own", "f8"),
        ("staff_other", "f8"),
        ("cash_months_own", "f8"),
        ("cash_months_other", "f8"),
        ("surplus_own", "f8"),
        ("surplus_other", "f8"),
        ("gain_own", "f8"),
        ("gain_other", "f8"),
        ("governance", "f8"),
    ],
    align=True,
)

ACCOUNT = np.dtype(
    [
        ("income", "f8"),
        ("cost", "f8"),
        ("mission", "f8"),
        ("setup", "f8"),
        ("reinternalisation", "f8"),
        ("contagion", "f8"),
        ("failure", "f8"),
        ("estate", "f8"),
        ("birth_reserves", "f8"),
        ("grants_lost", "f8"),  # k€/quarter given up as duplicates
        ("private_lost", "f8"),
        ("private_born", "f8"),  # k€/quarter, of births
        ("private_growth", "f8"),  # k€/quarter, imposed growth
        ("public_growth", "f8"),  # k€/quarter, imposed growth
        ("staff_change", "f8"),  # FTE hired less FTE let go by the living
        ("staff_born", "f8"),
        ("staff_lost", "f8"),
        ("service_lost", "f8"),
        ("calls", "f8"),  # number opened or repeated
        ("bids", "f8"),
        ("aids", "f8"),
        ("support", "f8"),
        ("explorations", "f8"),
        ("signed", "f8"),
        ("ended", "f8"),
        ("mergers", "f8"),
        ("mergers_after_tie", "f8"),
        ("mergers_so_far", "f8"),
        ("closures", "f8"),
        ("insolvencies", "f8"),
        ("absorptions", "f8"),
        ("births", "f8"),
        ("seats_offered", "f8"),
        ("seats_filled", "f8"),
    ],
    align=True,
)
"""What happened in the quarter: one row, zeroed at its start (the two cumulative counts aside)."""


FORM = np.dtype(
    [
        ("saving", "f8"),  # share of overhead, net of running cost
        ("autonomy", "f8"),  # share lost
        ("credit", "f8"),  # share of a partner's size in a bid
        ("relief", "f8"),  # share of compliance work spared
        ("fidelity", "f8"),  # how far a partner's seat speaks for oneself
        ("taste", "f8"),
        ("learning", "f8"),  # per quarter
        ("standing", "f8"),
        ("contagion", "f8"),  # share of losses
        ("incentive", "f8"),  # share of the incentive that rewards it
        ("rescue", "f8"),
        ("setup_cost", "f8"),  # share of the smaller's year
        ("dissolution", "f8"),  # per quarter
        ("setup_quarters", "i4"),
        ("allowed", "i4"),  # 1, or 0 once a scenario without this form has begun
    ],
    align=True,
)
"""The constants of one form of cooperation, after their multipliers; row 0 is « no tie »."""

TOWN = np.dtype(
    [("department", "i4"), ("x_km", "f8"), ("y_km", "f8"), ("cumulative", "f8"), ("spread_km", "f8")],
    align=True,
)
"""Where associations are: towns by department, with cumulative weights from 0 to 1 in each."""

COUNTS = np.dtype(
    [("slots", "i4"), ("ties", "i4"), ("contracts", "i4"), ("events", "i4"), ("living", "i4")],
    align=True,
)
"""How many rows of each table are in use."""


MEMORY_LINE = 64
"""Bytes that a processor fetches at once."""


def records(size: int, kind: np.dtype[Any]) -> Any:
    """A table of zeroed records, the first of them at the start of a line of memory.

    Examples
    --------
    >>> from coopsim.world.records import ASSOCIATION, records
    >>> records(2, ASSOCIATION)[0].staff
    np.float64(0.0)
    """
    room = np.zeros(size * kind.itemsize + MEMORY_LINE, np.uint8)
    start = -room.ctypes.data % MEMORY_LINE
    return room[start : start + size * kind.itemsize].view(kind).view(np.recarray)
