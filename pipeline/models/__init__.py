"""Translation models: which there are, where they lie, fetching and verifying them."""

from pipeline.models.catalogue import Catalogue, Kind, Model, find_model, load_catalogue
from pipeline.models.fetch import fetch_model
from pipeline.models.verification import Verification, verify_model

__all__ = [
    "Catalogue",
    "Kind",
    "Model",
    "Verification",
    "fetch_model",
    "find_model",
    "load_catalogue",
    "verify_model",
]
