"""An independent reading of the main facts of trials, for the differential test: one JSON line for each trial.

Usage: trials.py FILE where the file is JSON lines of {"_id": …, "record": …}.
"""

import datetime
import html
import json
import re
import sys


def many(value):
    """A list of what may be a list, one thing or nothing."""
    if value in (None, "", {}):
        return []
    return value if isinstance(value, list) else [value]


def plain(text):
    return " ".join(html.unescape(text or "").split())


def spoken_day(text):
    for layout in ("%B %d, %Y", "%B %Y"):
        try:
            day = datetime.datetime.strptime(text, layout)
            return day.strftime("%Y-%m-%d" if "%d" in layout else "%Y-%m")
        except ValueError:
            pass
    return ""


def clinicaltrials(study):
    p = study["protocolSection"]
    places = p.get("contactsLocationsModule", {}).get("locations", [])
    return {
        "id": p["identificationModule"]["nctId"],
        "title": p["identificationModule"]["briefTitle"],
        "phase": "/".join(p["designModule"]["phases"]),
        "enrolment": p["designModule"]["enrollmentInfo"]["count"],
        "conditions": p["conditionsModule"]["conditions"],
        "countries": sorted({place["country"] for place in places}),
        "sponsor": p["sponsorCollaboratorsModule"]["leadSponsor"]["name"],
        "start": p["statusModule"]["startDateStruct"]["date"],
        "status": p["statusModule"]["overallStatus"],
        "papers": [r["pmid"] for r in p.get("referencesModule", {}).get("references", [])],
        "interventions": len(p["armsInterventionsModule"]["interventions"]),
    }


def legacy(study):
    return {
        "id": study["id_info"]["nct_id"],
        "title": plain(study["brief_title"]),
        "phase": study["phase"],
        "enrolment": int(study["enrollment"]),
        "conditions": [plain(c) for c in many(study["condition"])],
        "countries": sorted(many(study["location_countries"]["country"])),
        "sponsor": plain(study["sponsors"]["lead_sponsor"]["agency"]),
        "start": spoken_day(study["start_date"]),
        "status": study["overall_status"],
        "papers": [r["PMID"] for r in many(study.get("reference"))],
        "interventions": len(many(study["intervention"])),
    }


def euctr(study, key):
    phases = [
        ("e71_", "Human pharmacology (Phase I)"),
        ("e72_", "Therapeutic exploratory (Phase II)"),
        ("e73_", "Therapeutic confirmatory (Phase III)"),
        ("e74_", "Therapeutic use (Phase IV)"),
    ]
    yes = [name for mark, name in phases for field, said in study.items() if field.startswith(mark) and said == "Yes"]
    planned = study.get("f422_in_the_whole_clinical_trial") or study["f41_in_the_member_state"]
    product = lambda d: d.get("d31_product_name") or d.get("d2111_trade_name")
    return {
        "id": key,
        "title": plain(study["a3_full_title_of_the_trial"]),
        "phase": "/".join(yes),
        "enrolment": int(planned),
        "conditions": [plain(study["e11_medical_conditions_being_investigated"])],
        "sponsor": study["b1_sponsor"][0]["b11_name_of_sponsor"],
        "start": study.get("trialInformation", {}).get("recruitmentStartDate", study["n_date_of_competent_authority_decision"])[:10],
        "status": study.get("p_end_of_trial_status") or study["x5_trial_status"],
        "papers": [],
        "interventions": len({product(d) for d in study["dimp"]}),
    }


def ctis(study):
    application = study.get("authorizedApplication", study)
    part = application["authorizedPartI"]
    names = {s.get("countryName") or s["mscName"] for s in application["memberStatesConcerned"]}
    names |= {c["name"] for c in part.get("rowCountriesInfo") or []}
    begun = study.get("startDateEU")
    start = "-".join(reversed(begun.split("/"))) if begun else study["authorizationDate"]
    return {
        "id": study["ctNumber"],
        "title": plain(part["trialDetails"]["clinicalTrialIdentifiers"]["fullTitle"]),
        "phase": study["trialPhase"],
        "enrolment": int(study["totalNumberEnrolled"]),
        "conditions": [plain(c["medicalCondition"]) for c in part["medicalConditions"]],
        "countries": sorted(names),
        "start": start,
        "papers": [],
    }


def isrctn(study):
    people = study["participants"]
    return {
        "id": "ISRCTN" + study["isrctn"],
        "title": plain(study["trialDescription"]["title"]),
        "phase": study["interventions"]["intervention"]["phase"],
        "enrolment": int(people.get("totalFinalEnrolment") or people["targetEnrolment"]),
        "conditions": [plain(study["conditions"]["condition"]["description"])],
        "countries": sorted(many(people["recruitmentCountries"]["country"])),
        "sponsor": "",
        "start": people["recruitmentStart"][:10],
        "papers": [
            number
            for line in re.split(r"[\r\n]", study["results"]["publicationDetails"])
            for number in re.findall(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d+)", line)[:1]
        ],
    }


for line in open(sys.argv[1], encoding="utf-8"):
    entry = json.loads(line)
    study = entry["record"]
    register = study.get("ctrname")
    if register == "CTGOV2":
        print(json.dumps(clinicaltrials(study)))
    elif register == "CTGOV":
        print(json.dumps(legacy(study)))
    elif register == "EUCTR":
        print(json.dumps(euctr(study, entry["_id"])))
    elif register == "CTIS":
        print(json.dumps(ctis(study)))
    elif register == "ISRCTN":
        print(json.dumps(isrctn(study)))
