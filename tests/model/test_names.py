"""Names of people: parts and initials."""

import pytest

from sitegen.model.names import NameParts, initials, split_name


@pytest.mark.parametrize(
    ("name", "family", "given_", "family_first"),
    [
        ("张三", "张", "三", True),
        ("欧阳修", "欧阳", "修", True),
        ("諸葛孔明", "諸葛", "孔明", True),
        ("欧阳", "欧", "阳", True),
        ("李小明", "李", "小明", True),
        ("张　三", "张", "三", True),
        ("买买提·艾力", "买买提·艾力", "", True),
        ("迪丽热巴尔", "迪丽热巴尔", "", True),
        ("𠮷野", "𠮷", "野", True),
        ("ZHANG San", "ZHANG", "San", True),
        ("San ZHANG", "ZHANG", "San", False),
        ("VAN DER BERG Jan", "VAN DER BERG", "Jan", True),
        ("Rossi, Maria", "Rossi", "Maria", True),
        ("Maria Rossi", "Rossi", "Maria", False),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig", False),
        ("J. R. Smith", "Smith", "J. R.", False),
        ("John Smith, MD", "Smith", "John", False),
        ("Martin Luther King Jr.", "King", "Martin Luther", False),
        ("Plato", "Plato", "", False),
        ("", "", "", False),
    ],
)
def test_b37_parts(name: str, family: str, given_: str, family_first: bool) -> None:
    assert split_name(name) == NameParts(family, given_, family_first)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("张三", "张"),
        ("欧阳修", "欧阳"),
        ("买买提·艾力", "买"),
        ("ZHANG San", "ZS"),
        ("Maria Rossi", "MR"),
        ("Rossi, Maria", "RM"),
        ("Ludwig van Beethoven", "LB"),
        ("Émile Zola", "ÉZ"),
        ("Plato", "PL"),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
