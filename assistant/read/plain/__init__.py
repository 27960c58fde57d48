"""Text, Markdown and web pages."""
