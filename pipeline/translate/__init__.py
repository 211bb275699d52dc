"""Spanish sentences into English ones: engines, and all that is done before and after the model."""

from pipeline.translate.casing import StoryCasing, learn_casing
from pipeline.translate.drafting import translate_sentences, translate_stories, translate_texts
from pipeline.translate.opening import open_translator
from pipeline.translate.translator import EngineIdentity, Hypothesis, Translator

__all__ = [
    "EngineIdentity",
    "Hypothesis",
    "StoryCasing",
    "Translator",
    "learn_casing",
    "open_translator",
    "translate_sentences",
    "translate_stories",
    "translate_texts",
]
