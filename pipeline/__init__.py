"""Spanish wire stories into English drafts and bullet summaries that keep the story's own key points."""

__version__ = "0.1.0"
