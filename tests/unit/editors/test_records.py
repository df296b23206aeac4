"""Records of a mail merge: tables as people export them, fields as people write them."""

from __future__ import annotations

import pytest

from sync.model import records


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_is_read_whatever_parts_its_columns(separator: str) -> None:
    lines = (("Nom", "Prénom"), ("Morvan", "Ana"), ("", ""), ("Petit", "Léa"))
    found = records.from_csv("\ufeff" + "\r\n".join(separator.join(line) for line in lines))
    assert found.columns == ("Nom", "Prénom")
    assert [row["Prénom"] for row in found.rows] == ["Ana", "Léa"]


def test_a_value_may_hold_the_separator_and_a_line_end() -> None:
    found = records.from_csv('Nom;Adresse\nMorvan;"3, place\nde la Mairie; bât. B"\n')
    assert found.rows[0]["Adresse"] == "3, place\nde la Mairie; bât. B"


@pytest.mark.parametrize("text", ["", "Nom;Prénom\n", ";;\n1;2\n"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no_columns"):
        records.from_csv(text)


def test_names_are_compared_as_people_do() -> None:
    assert records.value({"Prénom": "Ana"}, " prenom ") == "Ana"
    assert records.value({"Prénom": "Ana"}, "nom") is None
    assert records.missing(["Nom", "NOM", "Ville"], ["nom"]) == ["Ville"]
