"""Answering a survey page by page: which pages there are, what they show, what a person did.

Whoever serves the pages keeps the answers between them (sealed, on the public surface) and asks
``step_taken`` what a POST means and ``page_context`` what to show.
"""

from ruangaman.surveys.answering.context import page_context
from ruangaman.surveys.answering.pages import Page, pages_of
from ruangaman.surveys.answering.steps import Step, step_taken

__all__ = ["Page", "Step", "page_context", "pages_of", "step_taken"]
