"""Spanish wire stories into English drafts and bullet summaries that keep the story's own key points."""

from typing import TYPE_CHECKING

from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.pipeline import Pipeline

__all__ = ["Pipeline", "Settings", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the pipeline when it is asked for: `import pipeline` alone stays light."""
    if name == "Pipeline":
        from pipeline.pipeline import Pipeline

        return Pipeline
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
