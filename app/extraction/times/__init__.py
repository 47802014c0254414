"""When: time expressions of a sentence and the dates that they mean."""

from app.extraction.times.calendar import coming
from app.extraction.times.expressions import find_times

__all__ = ["coming", "find_times"]
