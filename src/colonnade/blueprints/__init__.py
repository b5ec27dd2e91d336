"""Reference architectures: whole designs as model files, with sample rows and the proof that each holds."""

from colonnade.blueprints.catalogue import Blueprint, UnknownBlueprintError, blueprint, blueprints
from colonnade.blueprints.documents import validate
from colonnade.blueprints.proof import Case, Outcome, Proof, ProofResult, read_proof
from colonnade.blueprints.proving import prove
from colonnade.blueprints.sample import OtherRowsError, SampleError, insert_sample, read_sample

__all__ = [
    "Blueprint",
    "Case",
    "OtherRowsError",
    "Outcome",
    "Proof",
    "ProofResult",
    "SampleError",
    "UnknownBlueprintError",
    "blueprint",
    "blueprints",
    "insert_sample",
    "prove",
    "read_proof",
    "read_sample",
    "validate",
]
