"""Where reports of one event tell otherwise than one another."""

from app.query.differences import Telling, differences


def test_the_time_that_was_planned_is_no_other_view_of_what_was_moved() -> None:
    announced = Telling("a", (("agent", "Kari Vik"),), "2024-03-12", None, ahead=True)
    held = Telling("b", (("agent", "Kari Vik"),), "2024-03-20", "actual")
    (difference,) = differences([announced, held])
    assert difference.about == "time"
    assert differences([announced, held], moved=True) == ()
    # What two tell of when it was held is another matter.
    other = Telling("c", held.parts, "2024-03-21", "actual")
    (difference,) = differences([announced, held, other], moved=True)
    assert [value.articles for value in difference.values] == [("b",), ("c",)]
