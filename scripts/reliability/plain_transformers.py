"""The script that one would write first: transformers' generate, one story at a time, no checks, no bullets, no cache.

usage: python -m scripts.reliability.plain_transformers STORY...     the English goes to standard output
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.models import find_model
from pipeline.settings import DEFAULT_MODEL


def main() -> None:
    """Translate the stories named."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    directory = str(find_model(DEFAULT_MODEL).directory)
    tokenizer = MarianTokenizer.from_pretrained(directory, local_files_only=True)
    model = MarianMTModel.from_pretrained(directory, local_files_only=True).eval()
    for name in sys.argv[1:]:
        lines = [line for line in Path(name).read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
        inputs = tokenizer(lines, return_tensors="pt", padding=True, truncation=True, max_length=128)
        with torch.inference_mode():
            outputs = model.generate(**inputs, num_beams=4, max_new_tokens=128)
        print("\n".join(tokenizer.batch_decode(outputs, skip_special_tokens=True)), flush=True)


if __name__ == "__main__":
    main()
