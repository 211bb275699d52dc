"""The engines that compute a Marian model: `ctranslate2` (the default) and `transformers` (the reference)."""
