from scripts.model.card import behaviour_rows, bootstrap_text, score_table
from scripts.model.measure import Broken, broken, findings, wrong_figures

BEFORE = {
    "scores": [{"dev_set": "news", "system": "int8, beam 4", "lines": 2, "bleu": 40.0, "chrf": 60.0}],
    "chrF lost": {"capitals": 20.0},
    "figures": [90, 8],
    "broken": {"lines": 500, "loops": 4, "empty": 0, "copies": 1},
    "findings": {"error": 40, "warning": 61},
}
NOW = {
    "scores": [{"dev_set": "news", "system": "int8, beam 4", "lines": 2, "bleu": 41.5, "chrf": 61.0}],
    "chrF lost": {"capitals": 12.5},
    "figures": [90, 5],
    "broken": {"lines": 500, "loops": 1, "empty": 0, "copies": 0},
    "findings": {"error": 30, "warning": 62},
    "bootstrap news": {"BLEU": 0.012, "chrF": 0.2},
}


def test_drafts_that_no_editor_could_use_are_counted() -> None:
    spanish = ["Hubo un acto.", "Llegó ayer.", "El río Paraná bajó mucho.", "No, no, no, no.", "Subió el paro."]
    english = ["There was was was an act.", " ", "El río Paraná bajó mucho.", "No, no, no, no.", "Unemployment rose."]
    assert broken(spanish, english) == Broken(lines=5, loops=1, empty=1, copies=1)


def test_what_the_checks_find_in_drafts_is_counted_by_severity() -> None:
    spanish = ["Hubo 12 heridos.", "Subió el paro."]
    assert findings(spanish, ["There were 12 injured.", "Unemployment rose."]) == {"error": 0, "warning": 0}
    assert findings(spanish, ["There were 21 injured.", "Unemployment clottled."]) == {"error": 1, "warning": 1}


def test_lines_that_lost_a_figure_are_counted() -> None:
    spanish = ["Hubo 1.234 heridos.", "El 3,5 % votó.", "Nadie votó."]
    assert wrong_figures(spanish, ["There were 1,234 wounded.", "3.5% voted.", "Nobody voted."]) == (2, 0)
    assert wrong_figures(spanish, ["There were 1,243 wounded.", "35% voted.", "Nobody voted."]) == (2, 2)


def test_the_card_sets_both_models_side_by_side() -> None:
    assert score_table(BEFORE, NOW).splitlines()[-1] == "| news | 2 | int8, beam 4 | 40.0 / 60.0 | 41.5 / 61.0 |"
    assert behaviour_rows(BEFORE, NOW).splitlines() == [
        "| chrF lost to capitals (case folded) | 20.0 | 12.5 |",
        "| lines without one of their figures as digits, of 90 with figures | 8 | 5 |",
        "| loops in 500 sentences of other stories, unsplit | 4 | 1 |",
        "| empty in 500 sentences of other stories, unsplit | 0 | 0 |",
        "| copies in 500 sentences of other stories, unsplit | 1 | 0 |",
        "| errors that the checks of puntos find there | 40 | 30 |",
        "| warnings that the checks of puntos find there | 61 | 62 |",
    ]
    assert bootstrap_text(NOW) == "news: BLEU p = 0.012, chrF p = 0.200"
