"""Laws of the grammar: a number is the same in every form of both languages, and a changed digit is another number."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped] # it ships no types

from pipeline.verify import Context
from pipeline.verify.numbers import check
from pipeline.verify.quantities import Language, find_quantities

laws = settings(max_examples=100, deadline=None)
whole = st.integers(min_value=11, max_value=999_999_999)
context = Context()

MONTHS = (
    ("enero", "January"),
    ("febrero", "February"),
    ("marzo", "March"),
    ("abril", "April"),
    ("mayo", "May"),
    ("junio", "June"),
    ("julio", "July"),
    ("agosto", "August"),
    ("septiembre", "September"),
    ("octubre", "October"),
    ("noviembre", "November"),
    ("diciembre", "December"),
)


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def only_value(text: str, language: Language) -> Fraction:
    (found,) = find_quantities(text, language)
    return found.values[0]


def spanish_forms(number: int) -> list[str]:
    forms = [num2words(number, lang="es"), grouped(number, " ")]
    if number >= 1_000_000 or number < 1000:
        forms += [grouped(number, "."), grouped(number, ",")]
    return forms


def english_forms(number: int) -> list[str]:
    return [num2words(number, lang="en").replace(",", ""), grouped(number, ",")]


@laws
@given(whole)
def test_every_form_says_the_same_value(number: int) -> None:
    for form in spanish_forms(number):
        assert only_value(f"hubo {form} votos", "es") == number, form
    for form in english_forms(number):
        assert only_value(f"there were {form} votes", "en") == number, form


@laws
@given(whole)
def test_a_translated_number_is_not_flagged(number: int) -> None:
    for spanish in spanish_forms(number):
        for english in english_forms(number):
            assert check(f"Hubo {spanish} votos.", f"There were {english} votes.", context) == []


@laws
@given(whole, st.data())
def test_a_changed_digit_is_found(number: int, data: st.DataObject) -> None:
    digits = str(number)
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([digit for digit in "123456789" if digit != digits[place]]))
    changed = int(digits[:place] + other + digits[place + 1 :])
    for spanish in spanish_forms(number):
        findings = check(f"Hubo {spanish} votos.", f"There were {changed:,} votes.", context)
        assert [finding.severity for finding in findings] == ["error"]


@laws
@given(whole, st.data())
def test_a_lost_digit_is_found(number: int, data: st.DataObject) -> None:
    written = grouped(number, ",")
    place = data.draw(st.integers(0, len(written) - 1).filter(lambda index: written[index].isdigit()))
    damaged = written[:place] + written[place + 1 :]
    findings = check(f"Hubo {grouped(number, '.')} votos.", f"There were {damaged} votes.", context)
    assert [finding.severity for finding in findings] == ["error"]


@laws
@given(st.integers(1, 999), st.integers(1, 9), st.sampled_from(["millones", "mil millones", "billones"]))
def test_scales_keep_their_value(units: int, tenth: int, scale: str) -> None:
    spanish = f"Costó {units},{tenth} {scale} de euros."
    english = {"millones": "million", "mil millones": "billion", "billones": "trillion"}
    for name, word in english.items():
        findings = check(spanish, f"It cost {units}.{tenth} {word} euros.", context)
        assert [finding.code for finding in findings] == ([] if name == scale else ["scale-changed"])


@laws
@given(st.integers(1, 999_999), st.integers(1, 99))
def test_decimals_agree_in_both_conventions(units: int, hundredths: int) -> None:
    english = f"It rose to {units:,}.{hundredths:02}."
    for spanish in (f"{grouped(units, '.')},{hundredths:02}", f"{units:,}.{hundredths:02}", f"{units},{hundredths:02}"):
        assert check(f"Subió a {spanish}.", english, context) == []


@laws
@given(st.integers(1, 28), st.integers(1, 12), st.integers(1900, 2030))
def test_dates_agree(day: int, month: int, year: int) -> None:
    spanish, english = MONTHS[month - 1]
    source = f"Fue el {day} de {spanish} de {year}."
    for target in (f"It was on {english} {day}, {year}.", f"It was on {day} {english} {year}."):
        assert check(source, target, context) == []
    wrong = MONTHS[month % 12][1]
    assert [each.code for each in check(source, f"It was on {wrong} {day}, {year}.", context)] == ["number-changed"]


@laws
@given(st.integers(0, 23), st.integers(0, 59))
def test_times_agree(hour: int, minute: int) -> None:
    half = "p.m." if hour >= 12 else "a.m."
    target = f"It starts at {(hour - 1) % 12 + 1}:{minute:02} {half}"
    for source in (f"Empieza a las {hour}:{minute:02}.", f"Empieza a las {hour}.{minute:02} horas."):
        assert check(source, target, context) == []


@laws
@given(st.integers(1, 99))
def test_ordinals_agree(number: int) -> None:
    target = f"It is the {num2words(number, lang='en', to='ordinal_num')} edition."
    for mark in ("ª", ".ª"):
        assert check(f"Es la {number}{mark} edición.", target, context) == []


@laws
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    languages: tuple[Language, ...] = ("es", "en")
    for language in languages:
        for quantity in find_quantities(text, language):
            assert text[quantity.start : quantity.end] == quantity.text


@laws
@given(st.text(alphabet="0123456789.,:/-'%$€ mldeyanp", max_size=40))
def test_any_figures_are_read(text: str) -> None:
    check(text, text, context)
