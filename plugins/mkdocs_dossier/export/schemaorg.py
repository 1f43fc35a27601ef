"""The types of schema.org for the kinds of actors, agreements and sources: tables only."""

from __future__ import annotations

from collections.abc import Mapping

#: Kind of actor → type.
ACTORS: Mapping[str, str] = {
    "person": "Person",
    "state": "Country",
    "agency": "GovernmentOrganization",
    "military": "GovernmentOrganization",
    "organization": "Organization",
    "media": "NewsMediaOrganization",
    "company": "Corporation",
    "group": "Organization",
}
#: Kind of agreement → type.
AGREEMENTS: Mapping[str, str] = {
    "treaty": "Legislation",
    "memorandum": "CreativeWork",
    "resolution": "Legislation",
    "law": "Legislation",
    "sanctions": "Legislation",
    "ceasefire": "CreativeWork",
    "contract": "CreativeWork",
    "declaration": "CreativeWork",
}
#: Status of an agreement → its legal force.
FORCES: Mapping[str, str] = {
    "in-force": "https://schema.org/InForce",
    "draft": "https://schema.org/NotInForce",
    "suspended": "https://schema.org/NotInForce",
    "ended": "https://schema.org/NotInForce",
}
#: CSL type of a source → type; every other one is a CreativeWork.
SOURCES: Mapping[str, str] = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "periodical": "Periodical",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "review": "Review",
    "software": "SoftwareSourceCode",
    "thesis": "Thesis",
    "treaty": "Legislation",
    "webpage": "WebPage",
}
