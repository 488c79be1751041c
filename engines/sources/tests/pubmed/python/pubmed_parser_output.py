"""Writes what pubmed_parser itself makes of a PubMed file, one JSON line a record. Usage: pubmed_parser_output.py FILE.xml.gz"""

import json
import sys

import pubmed_parser

sys.stdout.reconfigure(encoding="utf-8", newline="\n")
records = pubmed_parser.parse_medline_xml(
    sys.argv[1], year_info_only=False, author_list=True, reference_list=True, parse_downto_mesh_subterms=True
)
for record in records:
    print(json.dumps(record, ensure_ascii=False))
