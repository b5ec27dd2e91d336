"""Plans: what to do in which order, what it costs, how to take it back."""

from colonnade.plan.build import needs_allowing, plan, plan_of
from colonnade.plan.creation import Creation, creation
from colonnade.plan.expand import CantPlanError
from colonnade.plan.render import script
from colonnade.plan.step import Plan, Step

__all__ = ["CantPlanError", "Creation", "Plan", "Step", "creation", "needs_allowing", "plan", "plan_of", "script"]
