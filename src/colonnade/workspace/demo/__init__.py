"""The main job, start to end, on a scratch database: import, draw, check, realise, change, go back, with proof."""

from colonnade.workspace.demo.result import Demonstration, Proof, Question, Stage, StageName, Verdict
from colonnade.workspace.demo.run import demo

__all__ = ["Demonstration", "Proof", "Question", "Stage", "StageName", "Verdict", "demo"]
