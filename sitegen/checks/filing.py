"""Whether the filing numbers at the foot of the pages have a form that such numbers have."""

from __future__ import annotations

import re

from sitegen.model.fields import where_of
from sitegen.model.settings import Footer
from sitegen.problems import Problems

_ICP = re.compile(r"[\u4e00-\u9fff]ICP(?:备\d{8}|备\d{10}|证\d{6,8})号(?:-\d{1,3})?")
_POLICE = re.compile(r"[\u4e00-\u9fff]{1,3}公网安备 ?\d{14}号")


def check_filing(footer: Footer, problems: Problems) -> None:
    """Warn of an ICP number or a police number of an unusual form.

    Filed: 京ICP备00000000号-1, of late with ten digits; licensed: 京ICP证000000号. The number of 公安联网备案
    has fourteen digits. Other permits, such as B2-00000000, are not judged.
    """
    if footer.icp and "ICP" in footer.icp.upper() and not _ICP.fullmatch(footer.icp):
        problems.warning(
            "filing-doubtful", where_of(footer.icp), value=footer.icp, form="京ICP备00000000号-1"
        )
    if footer.police and not _POLICE.fullmatch(footer.police):
        form = "京公网安备 00000000000000号"
        problems.warning("filing-doubtful", where_of(footer.police), value=footer.police, form=form)
