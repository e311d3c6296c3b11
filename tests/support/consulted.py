"""A committee of one college and one member, and a consultation that it holds."""

from datetime import date

from comens_tui.model.committee import College, Committee, Mandate, Member
from comens_tui.model.consultation import Consultation, Notice

COMMITTEE = Committee(
    name="Committee",
    colleges=[College(id="users", name="Usagers")],
    members=[
        Member(
            id="anne",
            name="Anne",
            email="anne@example.org",
            college="users",
            kind="elected",
            mandate=Mandate(start=date(2024, 1, 1)),
        )
    ],
)
CONSULTATION = Consultation(
    id="C-2026-001",
    title="Guide",
    state="processing",
    proposals=["P-2026-001"],
    opens=date(2026, 2, 2),
    closes=date(2026, 3, 3),
    notice=Notice(purpose="Why"),
)
