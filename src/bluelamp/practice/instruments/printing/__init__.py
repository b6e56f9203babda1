"""A questionnaire on paper, to be filled in by hand: a tagged PDF made from its file."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from bluelamp.practice.instruments.questionnaire import Instrument, Question
from bluelamp.ui import typesetting
from bluelamp.ui.charts.drawing import PALETTE

LOOK = Path(__file__).with_name("form.typ")


def pdf(asked: Instrument, *, stands: str, marking: str, at: datetime) -> bytes:
    """The form of a version; ``stands`` says where it is in its life. The same version gives the same bytes."""
    filled = {
        "title": asked.title,
        "version": f"Version {asked.number}, {stands}",
        "marking": marking,
        "questions": [_question(one) for one in asked.questions],
        "bands": [f"{band.title}: from {band.least} points" for band in asked.bands],
        "follows": [_follows(asked, one) for one in asked.follows if one.band],
        "palette": PALETTE,
        "fonts": typesetting.families(),
    }
    return typesetting.pdf(LOOK, {"form.json": json.dumps(filled, ensure_ascii=False)}, at=at)


def _question(question: Question) -> dict[str, Any]:
    return {
        "text": question.text,
        "note": question.note,
        "several": question.takes_several,
        "asks_words": question.asks_words,
        "options": [
            {"text": option.text, "points": str(option.points) if question.is_scored else ""}
            for option in question.options
        ],
    }


def _follows(asked: Instrument, one: Any) -> str:
    said = asked.question(one.question).option(one.option).text
    task = asked.tasks.get(one.task, "")
    return f"“{said}”: {asked.band(one.band).title}, whatever the total.{f' {task}.' if task else ''}"
