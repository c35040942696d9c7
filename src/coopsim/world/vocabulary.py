"""Numbers that stand for words in the state: forms, ends, fields, causes, events."""

from __future__ import annotations

NO_TIE, PARTNERSHIP, POOLING, ALLIANCE, MERGER = range(5)
FORMS = ("", "partnership", "pooling", "alliance", "merger")

LIVING, CLOSED, INSOLVENT, ABSORBED, MERGED = range(5)
ENDS = ("", "closed", "insolvent", "absorbed", "merged")

SMALL, MEDIUM, LARGE = range(3)
SIZE_CLASSES = ("small", "medium", "large")

CAUSES = (
    "old_age_residential",
    "old_age_home_care",
    "disabled_adults",
    "disabled_children",
    "child_protection",
    "early_childhood",
    "family_support",
    "youth_and_education",
    "housing",
    "food_and_solidarity",
    "work_integration",
    "migrants",
    "health",
    "mental_health_and_addiction",
    "women_rights",
    "equality_and_community_life",
)
COLLEGES = ("age_and_disability", "family", "exclusion", "health_and_rights")
CAUSES_PER_COLLEGE = 4

FIELDS = (
    "older_people_residential",
    "other_residential",
    "home_and_social",
    "small_grant_funded",
    "born_later",
    "own_file",
)

EVENT_KINDS = (
    "agreement_signed",
    "agreement_active",
    "agreement_ended",
    "merger_completed",
    "merger_failed",
    "closed",
    "insolvent",
    "born",
    "leader_left",
    "seat_gained",
    "seat_lost",
)
(
    AGREEMENT_SIGNED,
    AGREEMENT_ACTIVE,
    AGREEMENT_ENDED,
    MERGER_COMPLETED,
    MERGER_FAILED,
    EVENT_CLOSED,
    EVENT_INSOLVENT,
    EVENT_BORN,
    LEADER_LEFT,
    SEAT_GAINED,
    SEAT_LOST,
) = range(len(EVENT_KINDS))

LEVERS = (
    "tendering",
    "efficiency",
    "reporting",
    "size_threshold",
    "consolidation_incentive",
    "fewer_interlocutors",
    "advocacy_penalty",
    "core_grant_protection",
    "smaller_lots",
    "consortium_credit",
    "governance_support",
    "reserved_seats",
    "cooperation_fund",
    "budget_growth",
)
SWITCHES = (
    "tender",
    "money",
    "closure",
    "search",
    "agreements",
    "learning",
    "norm",
    "standing",
    "seats",
    "voice",
    "births",
    "leaders",
)
ACTS = ("stay", "partner", "pool", "join", "speak")
STAY, PARTNER, POOL, JOIN, SPEAK = range(5)
NO_ACT = -1
NOBODY = -1
