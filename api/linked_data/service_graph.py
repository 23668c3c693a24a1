"""A service as CPSV-AP 3.2.0 (SEMIC): the public record, statement by statement.

Fees hang on the channel they are paid through; papers are evidences, each case a requirement that
they support. Only what is stated is told. A duration in working days is written in days (XSD knows
no others), with the exact words in the channel's description.
"""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, SKOS, XSD

from api.linked_data import names
from api.linked_data.names import ADMS, CPSV, CV, ELI, part_uri
from services_catalogue.documents import audiences_of, lines
from services_catalogue.facts import describe_fee, describe_time, iso_duration, lead_limit
from services_catalogue.models import Agency, Fee, ServicePage, TimeLimit
from services_catalogue.starting import in_force
from services_catalogue.vocabulary import AgencyRole, ChannelKind

_STATUS = {"now": "Completed", "later": "UnderDevelopment"}


def text(value: str, language: str = "vi") -> Literal:
    """Words in a language, on one line at the ends, without characters that XML lacks."""
    return Literal("".join(one for one in value.strip() if one >= " " or one in "\n\t"), language)


def duration(limit: TimeLimit | None) -> Literal | None:
    """``limit`` as xsd:duration; None when it is only words."""
    said = iso_duration(limit)
    return Literal(said, datatype=XSD.duration) if said else None


class ServiceGraph:
    """Adds one service, whose parts are loaded, to ``graph``; notes which agencies it names."""

    def __init__(self, graph: Graph, page: ServicePage) -> None:
        self.graph = graph
        self.page = page
        self.uri = names.service_uri(page)
        self.language = page.content_language
        self.agencies: dict[str, Agency] = {}
        self._add_service()
        self._add_agencies()
        self._add_channels()
        self._add_papers()
        self._add_outputs()
        self._add_law()

    def tell(self, subject: URIRef, predicate: URIRef, value: str | URIRef | Literal) -> None:
        """One statement; words are told in the service's language, empty ones not at all."""
        if isinstance(value, str) and not isinstance(value, (URIRef, Literal)):
            if not value.strip():
                return
            value = text(value, self.language)
        self.graph.add((subject, predicate, value))

    def named(self, uri: URIRef, kind: URIRef, identifier: str) -> None:
        """A thing of ``kind`` with its identifier."""
        self.graph.add((uri, RDF.type, kind))
        self.graph.add((uri, DCTERMS.identifier, Literal(identifier)))

    def _part(self, predicate: URIRef, kind: URIRef, *place: str | int) -> URIRef:
        uri = part_uri(self.page, *place)
        self.named(uri, kind, f"{self.page.code}/{'-'.join(map(str, place))}")
        self.graph.add((self.uri, predicate, uri))
        return uri

    def _add_service(self) -> None:
        page = self.page
        self.named(self.uri, CPSV.PublicService, page.code)
        self.tell(self.uri, DCTERMS.title, page.title)
        self.tell(self.uri, DCTERMS.description, page.summary or page.official_name)
        for name in dict.fromkeys([page.official_name, *lines(page.popular_names)]):
            if name != page.title:
                self.tell(self.uri, SKOS.altLabel, name)
        for word in lines(page.keywords):
            self.tell(self.uri, DCAT.keyword, word)
        state = _STATUS.get(in_force(page), "Deprecated")
        for predicate, value in (
            (DCTERMS.language, names.LANGUAGES["VIE" if self.language == "vi" else "ENG"]),
            (DCTERMS.spatial, names.place_uri()),
            (DCTERMS.isPartOf, names.dataset_uri()),
            (ADMS.status, names.STATUSES[state]),
            (CV.thematicArea, names.field_uri(page.field)),
            (DCTERMS.type, names.concept_uri("online-level", page.online_level)),
        ):
            self.graph.add((self.uri, predicate, value))
        for audience in audiences_of(page):
            self.graph.add((self.uri, DCTERMS.audience, names.concept_uri("audience", audience)))
        for event in page.life_events.all():
            self.graph.add((self.uri, CV.isGroupedBy, names.life_event_uri(event)))
        limit = duration(lead_limit(page))
        if limit is not None:
            self.graph.add((self.uri, CV.processingTime, limit))
        if page.last_published_at:
            self.graph.add((self.uri, DCTERMS.modified, Literal(page.last_published_at)))
        if page.superseded_by:
            self.graph.add((self.uri, DCTERMS.isReplacedBy, names.service_uri(page.superseded_by)))

    def _add_agencies(self) -> None:
        roles = list(self.page.service_agencies.all())
        for wanted in (AgencyRole.COMPETENT, AgencyRole.EXECUTING, AgencyRole.RECEIVING):
            if found := [one.agency for one in roles if one.role == wanted]:
                for agency in found:
                    self._refer(CV.hasCompetentAuthority, agency)
                break
        else:
            # Whoever else may decide, the province answers for its catalogue.
            self.graph.add((self.uri, CV.hasCompetentAuthority, names.publisher_uri()))
        for number, one in enumerate(roles, start=1):
            uri = self._part(CV.hasParticipation, CV.Participation, "participation", number)
            self.tell(uri, DCTERMS.description, str(AgencyRole(one.role).label))
            self.graph.add((uri, CV.role, names.concept_uri("role", one.role)))
            self.graph.add((uri, CV.hasParticipant, names.agency_uri(one.agency)))
            self.agencies[one.agency.slug] = one.agency

    def _refer(self, predicate: URIRef, agency: Agency) -> None:
        self.graph.add((self.uri, predicate, names.agency_uri(agency)))
        self.agencies[agency.slug] = agency

    def _add_channels(self) -> None:
        for number, channel in enumerate(self.page.channels.all(), start=1):
            uri = self._part(CV.hasChannel, CV.Channel, "channel", number)
            self.graph.add((uri, DCTERMS.type, names.concept_uri("channel", channel.kind)))
            limits = list(channel.time_limits.all())
            said = [
                " – ".join(filter(None, (describe_time(one), one.description.strip())))
                for one in limits
            ]
            words = [str(ChannelKind(channel.kind).label), channel.description.strip(), *said]
            self.tell(uri, DCTERMS.description, "\n".join(filter(None, words)))
            exact = duration(limits[0]) if len(limits) == 1 else None
            if exact is not None:
                self.graph.add((uri, CV.processingTime, exact))
            for place, limit in enumerate(limits, start=1):
                for last, fee in enumerate(limit.fees.all(), start=1):
                    self._add_fee(fee, uri, number, place, last)

    def _add_fee(self, fee: Fee, channel: URIRef, *place: int) -> None:
        uri = self._part(CV.hasCost, CV.Cost, "cost", *place)
        self.graph.add((uri, CV.ifAccessedThrough, channel))
        words = (describe_fee(fee), fee.description.strip())
        self.tell(uri, DCTERMS.description, " – ".join(filter(None, words)))
        if fee.amount is not None:
            self.graph.add((uri, CV.hasValue, Literal(float(fee.amount), datatype=XSD.double)))
            self.graph.add((uri, CV.currency, names.CURRENCIES.VND))

    def _add_papers(self) -> None:
        for number, case in enumerate(self.page.cases.all(), start=1):
            held = self._part(CV.holdsRequirement, CV.Requirement, "case", number)
            self.tell(held, DCTERMS.title, case.name or self.page.title)
            for place, paper in enumerate(case.documents.all(), start=1):
                uri = self._part(CPSV.hasInput, CV.Evidence, "paper", number, place)
                self.tell(uri, DCTERMS.title, paper.name or paper.form_name)
                self.tell(uri, DCTERMS.description, paper.note)
                self.graph.add((uri, CV.supportsRequirement, held))
                self.graph.add((held, CV.hasSupportingEvidence, uri))
        for number, one in enumerate(self.page.requirements.all(), start=1):
            if one.text.strip():
                uri = self._part(CV.holdsRequirement, CV.Requirement, "requirement", number)
                self.tell(uri, DCTERMS.title, one.text)

    def _add_outputs(self) -> None:
        for number, one in enumerate(self.page.outputs.all(), start=1):
            if one.name.strip():
                uri = self._part(CPSV.produces, CV.Output, "output", number)
                self.tell(uri, DCTERMS.title, one.name)

    def _add_law(self) -> None:
        for number, one in enumerate(self.page.legal_bases.all(), start=1):
            uri = self._part(CV.hasLegalResource, ELI.LegalResource, "law", number)
            self.tell(uri, DCTERMS.title, " ".join(filter(None, (one.number, one.title))))
