"""An independent reading of OpenAlex works, for the differential test: one JSON line for each work.

Usage: openalex.py FILE... where a file is JSON lines (gzip) or a zip of JSON lists.
"""

import gzip
import html
import json
import re
import sys
import zipfile

TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:]*(\s[^<>]*=[^<>]*)?\s*/?>")


def works(path):
    if path.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield from json.loads(archive.read(name))
    else:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def squeezed(text):
    """Text without markup and without any white space."""
    return "".join(html.unescape(TAG.sub("", html.unescape(text or ""))).split())


def tail(address):
    return (address or "").rsplit("/", 1)[-1]


def abstract(work):
    if work.get("abstract"):
        return work["abstract"]
    index = work.get("abstract_inverted_index") or {}
    places = sorted((place, word) for word, found in index.items() for place in found)
    return " ".join(word for _, word in places)


def author(entry):
    person = entry.get("author") or entry
    return [
        "".join((person.get("display_name") or person.get("name") or "").replace(",", " ").replace(".", " ").split()),
        tail(person.get("orcid")),
        sorted({tail(place["ror"]) for place in entry["institutions"] if place["ror"]}),
    ]


def venue(work):
    if "venue" in work:
        return [work["venue"], None]
    for place in ((work["primary_location"] or {}).get("source"), work["host_venue"]):
        if place and place["display_name"]:
            return [place["display_name"], place["issn_l"]]
    return [None, None]


def mesh(work):
    rows = {(m["descriptor_ui"], m["qualifier_ui"], m["is_major_topic"]) for m in work["mesh"]}
    qualified = {row for row in rows if row[1]}
    bare = {(d, "", (d, "", True) in rows) for d, _, _ in rows}
    return sorted(qualified | bare)


def summary(work):
    ids = work.get("ids") or {}
    name, issn = venue(work)
    biblio = work.get("biblio") or {}
    first, last = biblio.get("first_page") or "", biblio.get("last_page") or ""
    return {
        "id": tail(work["id"]),
        "title": squeezed(work["title"]),
        "abstract": squeezed(abstract(work)),
        "doi": (work["doi"] or "").removeprefix("https://doi.org/"),
        "pmid": tail(ids.get("pmid") or work.get("pmid")),
        "pmc": tail(ids.get("pmcid")),
        "date": work["publication_date"],
        "updated": (work.get("updated_date") or "")[:10],
        "type": work["type"],
        "venue": squeezed(name),
        "issn": issn or "",
        "volume": biblio.get("volume") or "",
        "issue": biblio.get("issue") or "",
        "pages": first if last in ("", first) else f"{first}-{last}",
        "authors": [author(entry) for entry in work["authorships"]],
        "mesh": [list(row) for row in mesh(work)],
        "concepts": sorted({squeezed(c.get("display_name") or c.get("name")).lower() for c in work["concepts"] if float(c["score"]) > 0}),
        "references": [tail(reference) for reference in work["referenced_works"]],
        "retracted": work["is_retracted"],
    }


for path in sys.argv[1:]:
    for work in works(path):
        print(json.dumps(summary(work), ensure_ascii=False))
