"""Reads a PubMed file with lxml and writes each record as one JSON line, in the field order of our `Record`.

An independent second reading for the differential test: trees and XPath, no code shared with the parser under test.
Usage: reference.py FILE.xml.gz
"""

import gzip
import json
import re
import sys

from lxml import etree

STRING = etree.XPath("string()")
BLANKS = " \t\n\r\f"
SEASONS = {"winter": 1, "spring": 4, "summer": 7, "fall": 10, "autumn": 10}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
FIRST = re.compile(
    r"\b(?:(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: (?P<day>\d+))?"
    r"|(?P<season>winter|spring|summer|fall|autumn)|(?P<quarter>[1-4])(?:st|nd|rd|th))\b",
    re.I,
)
DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def tidy(text):
    return re.sub(r" *[\t\n\r][ \t\n\r]*", " ", (text or "").strip(BLANKS))


def text(element):
    return "" if element is None else tidy(STRING(element))


def child(element, path):
    return "" if element is None else text(element.find(path))


def date(year, month, day, verbatim=""):
    if month is not None and not 1 <= month <= 12:
        month = None
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if day is not None and (month is None or not 1 <= day <= DAYS[month - 1] + (month == 2 and leap)):
        day = None
    return {"year": year, "month": month, "day": day, "verbatim": verbatim}


def month_number(name):
    if name.isdigit():
        return int(name) if 1 <= int(name) <= 12 else None
    return MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in MONTHS else None


def read_date(element):
    if element is None:
        return None
    year, month, day, season = (child(element, part) for part in ("Year", "Month", "Day", "Season"))
    if not re.fullmatch(r"\d{4}", year):
        return date_of_words(child(element, "MedlineDate"))
    number = month_number(month) if month else None
    start = number if number is not None else SEASONS.get(season.lower())
    found = date(int(year), start, int(day) if day.isdigit() else None)
    if season or (month and number is None) or (day and found["day"] is None):
        found["verbatim"] = " ".join(part for part in (year, season, month, day) if part)
    return found


def date_of_words(words):
    year = re.search(r"\b\d{4}\b", words)
    if not year:
        return None
    start, day = None, None
    first = FIRST.search(words)
    if first and first["month"]:
        start = month_number(first["month"])
        day = int(first["day"]) if first["day"] and len(first["day"]) < 3 else None
    elif first and first["season"]:
        start = SEASONS[first["season"].lower()]
    elif first:
        start = 3 * int(first["quarter"]) - 2
    return date(int(year[0]), start, day, words)


def sections(element):
    parts = [] if element is None else element.findall("AbstractText")
    found = [
        {"label": tidy(part.get("Label")), "category": tidy(part.get("NlmCategory")), "text": text(part)} for part in parts
    ]
    return [section for section in found if section["label"] or section["text"]]


def bare(value):
    return re.sub(
        r"^(https?://)?(www\.)?(dx\.)?(doi\.org/|ror\.org/|isni\.org/isni/|grid\.ac/institutes/|orcid\.org/)", "", value
    )


def identifier(element, attribute):
    scheme = element.get(attribute, "").lower()
    value = text(element)
    return {"scheme": {"pmcid": "pmc"}.get(scheme, scheme), "value": bare(value) if scheme == "doi" else value}


def orcid(author):
    found = ""
    for element in author.findall("Identifier"):
        if element.get("Source", "").lower() == "orcid":
            digits = re.sub(r"[^0-9A-Za-z]", "", text(element).rstrip("/").split("/")[-1]).upper()
            whole = re.fullmatch(r"(\d{4})(\d{4})(\d{4})(\d{3}[\dX])", digits)
            found = "-".join(whole.groups()) if whole else ""
    return found


def read_author(author):
    return {
        "last_name": child(author, "LastName"),
        "fore_name": child(author, "ForeName"),
        "initials": child(author, "Initials"),
        "suffix": child(author, "Suffix"),
        "collective": child(author, "CollectiveName"),
        "orcid": orcid(author),
        "affiliations": [
            {
                "text": child(info, "Affiliation"),
                "identifiers": [
                    {"scheme": found.get("Source", "").lower(), "value": bare(text(found))}
                    for found in info.findall("Identifier")
                ],
            }
            for info in author.findall("AffiliationInfo")
        ],
        "equal_contribution": author.get("EqualContrib") == "Y",
    }


def term(element):
    return {"id": element.get("UI", ""), "name": text(element)}


def marked(element):
    return {**term(element), "major": element.get("MajorTopicYN") == "Y"}


def read_headings(citation):
    found = [{**term(name), "major": False, "qualifiers": []} for name in citation.findall("SupplMeshList/SupplMeshName")]
    for heading in citation.findall("MeshHeadingList/MeshHeading"):
        qualifiers = [marked(name) for name in heading.findall("QualifierName")]
        found.append({**marked(heading.find("DescriptorName")), "qualifiers": qualifiers})
    return found


def read_dates(citation, data):
    events = [("completed", citation.find("DateCompleted")), ("citation_revised", citation.find("DateRevised"))]
    events += [(found.get("DateType", "").lower(), found) for found in citation.findall("Article/ArticleDate")]
    events += [(found.get("PubStatus", ""), found) for found in data.findall("History/PubMedPubDate")]
    dated = [{"what": what, "date": read_date(element)} for what, element in events]
    return [event for event in dated if event["date"]]


def read_identifiers(citation, data, pmid):
    locations = citation.findall("Article/ELocationID")
    found = [identifier(location, "EIdType") for location in locations if location.get("ValidYN") != "N"]
    found += [identifier(other, "Source") for other in citation.findall("OtherID")]
    found += [identifier(own, "IdType") for own in data.findall("ArticleIdList/ArticleId")]
    kept, seen = [], {("pubmed", pmid)}
    for one in found:
        value = one["value"].lower() if one["scheme"] == "doi" else one["value"]
        if value and (one["scheme"], value) not in seen:
            seen.add((one["scheme"], value))
            kept.append(one)
    return kept


def read_references(data):
    found = []
    for reference in data.iterfind("ReferenceList//Reference"):
        identifiers = [identifier(one, "IdType") for one in reference.findall("ArticleIdList/ArticleId")]
        identifiers = [one for one in identifiers if one["value"]]
        found.append({"citation": child(reference, "Citation"), "identifiers": identifiers})
    return found


def relation(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name.replace("dand", "dAnd")).lower()


def read_links(citation):
    return [
        {
            "relation": relation(link.get("RefType")),
            "pmid": child(link, "PMID"),
            "citation": child(link, "RefSource"),
            "note": child(link, "Note"),
        }
        for link in citation.findall("CommentsCorrectionsList/CommentsCorrections")
    ]


def read_venue(article, info):
    journal = article.find("Journal")
    first, last = child(article, "Pagination/StartPage"), child(article, "Pagination/EndPage")
    return {
        "name": child(journal, "Title"),
        "abbreviation": child(journal, "ISOAbbreviation") or child(info, "MedlineTA"),
        "issn": child(journal, "ISSN"),
        "issn_linking": child(info, "ISSNLinking"),
        "nlm_id": child(info, "NlmUniqueID"),
        "volume": child(journal, "JournalIssue/Volume"),
        "issue": child(journal, "JournalIssue/Issue"),
        "pages": child(article, "Pagination/MedlinePgn") or (f"{first}-{last}" if last else first),
    }


def read_record(element):
    citation, data = element.find("MedlineCitation"), element.find("PubmedData")
    article, info = citation.find("Article"), citation.find("MedlineJournalInfo")
    pmid = child(citation, "PMID")
    authors = article.find("AuthorList")
    keywords = [
        {"text": text(word), "major": word.get("MajorTopicYN") == "Y"} for word in citation.findall("KeywordList/Keyword")
    ]
    return {
        "key": {"source": "pubmed", "id": pmid},
        "version": int(citation.find("PMID").get("Version", "1")),
        "kind": "publication",
        "title": child(article, "ArticleTitle"),
        "title_original": child(article, "VernacularTitle"),
        "sections": sections(article.find("Abstract")),
        "other_abstracts": [
            {"language": other.get("Language", ""), "kind": other.get("Type", ""), "sections": sections(other)}
            for other in citation.findall("OtherAbstract")
        ],
        "date": read_date(article.find("Journal/JournalIssue/PubDate")),
        "dates": read_dates(citation, data),
        "languages": [text(language) for language in article.findall("Language")],
        "venue": read_venue(article, info),
        "authors": [
            read_author(author)
            for author in ([] if authors is None else authors.findall("Author"))
            if author.get("ValidYN") != "N"
        ],
        "authors_complete": authors is None or authors.get("CompleteYN") != "N",
        "headings": read_headings(citation),
        "keywords": [keyword for keyword in keywords if keyword["text"]],
        "substances": [
            {**term(chemical.find("NameOfSubstance")), "registry_number": child(chemical, "RegistryNumber")}
            for chemical in citation.findall("ChemicalList/Chemical")
        ],
        "types": [term(kind) for kind in article.findall("PublicationTypeList/PublicationType")],
        "grants": [
            {
                "id": child(grant, "GrantID"),
                "acronym": child(grant, "Acronym"),
                "agency": child(grant, "Agency"),
                "country": child(grant, "Country"),
            }
            for grant in article.findall("GrantList/Grant")
        ],
        "registrations": [
            {"registry": child(bank, "DataBankName"), "number": text(number)}
            for bank in article.findall("DataBankList/DataBank")
            for number in bank.findall("AccessionNumberList/AccessionNumber")
        ],
        "references": read_references(data),
        "identifiers": read_identifiers(citation, data, pmid),
        "links": read_links(citation),
        "country": child(info, "Country"),
        "status": citation.get("Status", ""),
        "trial": None,
    }


def main(path):
    with gzip.open(path, "rb") as file:
        for _, element in etree.iterparse(file, tag=("PubmedArticle", "DeleteCitation")):
            if element.tag == "PubmedArticle":
                lines = [read_record(element)]
            else:
                lines = [{"deleted": text(pmid)} for pmid in element.findall("PMID")]
            for line in lines:
                print(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    main(sys.argv[1])
