"""The preview of an import beside the csv module and the model alone, then with a scan too."""

import csv
import io
import random
import time
from datetime import date
from pathlib import Path

from benchmarks.timing import compare
from comens_tui.exchange.fields import REPORT
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.tables import read_table
from comens_tui.model.report import Report
from comens_tui.operations.desk import open_desk
from comens_tui.operations.report_import import preview_reports
from comens_tui.text.personal_data import scan

ROWS = 10_000
WORDS = [
    "le",
    "service",
    "refuse",
    "l'accès",
    "au",
    "dossier",
    "sans",
    "motif",
    "et",
    "l'usagère",
    "ne",
    "peut",
    "pas",
    "corriger",
]


def _table() -> bytes:
    random.seed(1)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        ["Référence", "Titre", "Description", "Reçu le", "Type", "Principes", "Gravité", "Région"]
    )
    for number in range(ROWS):
        text = " ".join(random.choices(WORDS, k=80))
        writer.writerow(
            [
                f"R-{number}",
                " ".join(random.choices(WORDS, k=8)),
                f"<p>{text}</p>" if number % 3 == 0 else text,
                f"{number % 28 + 1:02d}/0{number % 9 + 1}/2025",
                "autre",
                "autonomie, justice et équité",
                number % 5,
                "Bretagne",
            ]
        )
    return out.getvalue().encode()


def _plain(content: bytes, *, scans: bool) -> float:
    start = time.process_time()
    rows = csv.reader(io.StringIO(content.decode()), delimiter=";")
    next(rows)
    for ref, title, text, day, _type, _principles, severity, region in rows:
        numbers = [int(part) for part in day.split("/")]
        Report.model_validate(
            {
                "id": "EV-2026-0001",
                "state": "received",
                "external_ref": ref,
                "title": title,
                "description": text,
                "received": date(numbers[2], numbers[1], numbers[0]),
                "type": "other",
                "principles": ("autonomy", "justice"),
                "severity": int(severity),
                "region": region,
            }
        )
        for kept in (ref, title, text, region) if scans else ():
            scan(kept)
    return time.process_time() - start


def measure_preview(folder: Path) -> None:
    """Print the CPU time of the preview beside both, and the ratios."""
    content = _table()
    desk = open_desk(folder)

    def preview() -> float:
        start = time.process_time()
        table = read_table(content, "table.csv")
        preview_reports(desk, table, guessed(table, REPORT))
        return time.process_time() - start

    preview()
    for scans, beside in ((False, "csv and model alone"), (True, "csv, model and scan alone")):
        _plain(content, scans=scans)
        compare("preview", preview, lambda scans=scans: _plain(content, scans=scans), beside)
