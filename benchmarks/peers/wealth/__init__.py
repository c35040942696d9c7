"""Wealth exchange: everybody gives one unit to somebody drawn at random [DragulescuYakovenko2000].

Everybody starts with one unit. In each step everybody is called once, in an
order drawn anew, and gives one unit, if there is one, to somebody drawn among
all (oneself included). The Gini index is measured before the first step and
after each. This is the model of the tutorials of Mesa and of AgentPy.

[DragulescuYakovenko2000] A. Drăgulescu, V. M. Yakovenko, "Statistical mechanics of money",
The European Physical Journal B 17, 723–729.
"""
