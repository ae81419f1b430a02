"""What Python's csv module and openpyxl make of an export: read.py CLAIMS.csv CLAIMS.xlsx TEXTS.json"""

import csv
import datetime
import json
import re
import sys

import openpyxl

table, workbook, texts = sys.argv[1:]
texts = json.load(open(texts, encoding="utf-8"))
number = lambda text: text.lstrip("+-").replace(".", "", 1).isascii() and text.lstrip("+-").replace(".", "", 1).isdigit()
runs = lambda text: text.startswith(("=", "+", "-", "@", "\t", "\r")) and not number(text)

with open(table, encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file, strict=True))
cells = [row["note"] for row in rows]
# A guard also stands before a part that another program would take for a cell.
assert [re.sub(r"(?<=[,;|\t\r\n])'(?=[=+\-@])", "", cell) for cell in cells] == ["'" + text if runs(text) else text for text in texts], cells
assert not any(runs(cell) for row in rows for cell in row.values()), rows

book = openpyxl.load_workbook(workbook)
for sheet in book:
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate} is a formula"
claims = book["claims"]
headings = {cell.value: cell.column for cell in claims[1]}
column = lambda name: [row[0] for row in claims.iter_rows(min_row=2, min_col=headings[name], max_col=headings[name])]
assert all(cell.data_type == "s" for cell in column("note"))
read = [cell.value.replace("_x000D_", "\r").replace("_x0009_", "\t") for cell in column("note")]
assert read == texts, read
days = [cell.value for cell in column("first_said_on")]
assert days and all(isinstance(day, datetime.datetime) and day.date() == datetime.date(2021, 11, 18) for day in days), days
assert claims.freeze_panes == "A2", claims.freeze_panes
print(f"{len(texts)} texts are texts, {len(days)} days are days")
