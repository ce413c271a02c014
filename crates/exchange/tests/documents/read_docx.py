"""Reads a Word file with python-docx, and prints what it holds as JSON: paragraphs with their styles, tables, properties."""

import json
import sys

import docx
from docx.oxml.ns import qn

document = docx.Document(sys.argv[1])
tables = []
for table in document.tables:
    header = table.rows[0]._tr.trPr
    tables.append(
        {
            "style": table.style.name,
            "header_repeats": header is not None and header.find(qn("w:tblHeader")) is not None,
            "rows": [[cell.text for cell in row.cells] for row in table.rows],
        }
    )
lists = [p.text for p in document.paragraphs if p.style.element.pPr is not None and p.style.element.pPr.numPr is not None]
core = document.core_properties
print(
    json.dumps(
        {
            "paragraphs": [[p.style.name, p.text] for p in document.paragraphs],
            "lists": lists,
            "tables": tables,
            "title": core.title,
            "language": core.language,
            "created": core.created.isoformat() if core.created else None,
        }
    )
)
