"""The closed sets of the graph's contract, as names without IRIs.

The values are the local names of the terms in `ontology/news.ttl`; a test keeps the two equal.
"""

from enum import StrEnum


class EntityType(StrEnum):
    """What an entity is."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    GOVERNMENT_BODY = "GovernmentBody"
    COMPANY = "Company"
    PARTY = "Party"
    NEWS_MEDIUM = "NewsMedium"
    SPORTS_TEAM = "SportsTeam"
    GEOPOLITICAL_ENTITY = "GeopoliticalEntity"
    PLACE = "Place"
    NAMED_EVENT = "NamedEvent"
    CREATIVE_WORK = "CreativeWork"
    PRODUCT = "Product"
    CONCEPT = "Concept"

    @property
    def is_organization(self) -> bool:
        """Whether it is an organisation of any kind."""
        return self in _ORGANIZATIONS


_ORGANIZATIONS = frozenset(
    {
        EntityType.ORGANIZATION,
        EntityType.GOVERNMENT_BODY,
        EntityType.COMPANY,
        EntityType.PARTY,
        EntityType.NEWS_MEDIUM,
        EntityType.SPORTS_TEAM,
    }
)


class Role(StrEnum):
    """How a participant takes part in an event."""

    AGENT = "agent"
    PATIENT = "patient"
    COAGENT = "coagent"
    RECIPIENT = "recipient"
    OFFICE = "office"
    THEME = "theme"
    TOPIC = "topic"
    PLACE = "place"
    ORIGIN = "origin"
    DESTINATION = "destination"


class Polarity(StrEnum):
    """Whether the text says that it is so or that it is not."""

    POSITIVE = "Positive"
    NEGATIVE = "Negative"


class Modality(StrEnum):
    """How real the text presents it as."""

    ACTUAL = "Actual"
    PLANNED = "Planned"
    REQUESTED = "Requested"
    POSSIBLE = "Possible"


class Stance(StrEnum):
    """How a vote was cast."""

    FOR = "For"
    AGAINST = "Against"


class Tenure(StrEnum):
    """How somebody holds a position that is not simply his now."""

    FORMER = "Former"
    ACTING = "Acting"


class RelationType(StrEnum):
    """A state between two entities, or an entity and a literal."""

    HOLDS_POSITION = "holdsPosition"
    AFFILIATED_WITH = "affiliatedWith"
    MEMBER_OF = "memberOf"
    LEADER_OF = "leaderOf"
    EMPLOYED_BY = "employedBy"
    PART_OF = "partOf"
    LOCATED_IN = "locatedIn"
    RESIDES_IN = "residesIn"
    CITIZEN_OF = "citizenOf"
    SPOUSE_OF = "spouseOf"
    PARENT_OF = "parentOf"
    SIBLING_OF = "siblingOf"
    OWNER_OF = "ownerOf"
    ALLY_OF = "allyOf"
    OPPONENT_OF = "opponentOf"
    EDUCATED_AT = "educatedAt"
    CREATOR_OF = "creatorOf"
    AGED = "aged"
    INSTANCE_OF = "instanceOf"


SYMMETRIC_RELATIONS = frozenset(
    {RelationType.SPOUSE_OF, RelationType.SIBLING_OF, RelationType.ALLY_OF, RelationType.OPPONENT_OF}
)
LITERAL_RELATIONS = frozenset({RelationType.HOLDS_POSITION, RelationType.AGED, RelationType.INSTANCE_OF})


class DirectPattern(StrEnum):
    """Between which two roles the direct triple of an event class runs."""

    AGENT_PATIENT = "agent-patient"
    SYMMETRIC = "agent-coagent"
    OFFICE = "person-office"
    AGENT_RECIPIENT = "agent-recipient"
    RECIPIENT_AGENT = "recipient-agent"
    AGENT_DESTINATION = "agent-destination"
    PATIENT_PLACE = "patient-place"


class EventClass(StrEnum):
    """What kind of event it is; `Event` is the open class."""

    UTTERANCE = "Utterance"
    ANNOUNCEMENT = "Announcement"
    PROPOSAL = "Proposal"
    REQUEST = "Request"
    PROMISE = "Promise"
    SUPPORT = "Support"
    CRITICISM = "Criticism"
    ACCUSATION = "Accusation"
    REJECTION = "Rejection"
    THREAT = "Threat"
    MEETING = "Meeting"
    DISCUSSION = "Discussion"
    NEGOTIATION = "Negotiation"
    VISIT = "Visit"
    AGREEMENT = "Agreement"
    RESOLVE = "Resolve"
    ADOPTION = "Adoption"
    VOTE = "Vote"
    ABSTENTION = "Abstention"
    VETO = "Veto"
    ELECTION = "Election"
    APPOINTMENT = "Appointment"
    NOMINATION = "Nomination"
    RESIGNATION = "Resignation"
    COOPERATION = "Cooperation"
    AID = "Aid"
    ATTACK = "Attack"
    KILLING = "Killing"
    SEIZURE = "Seizure"
    MOBILISATION = "Mobilisation"
    WITHDRAWAL = "Withdrawal"
    SANCTION = "Sanction"
    PROTEST = "Protest"
    ABDUCTION = "Abduction"
    RELEASE = "Release"
    BIRTH = "Birth"
    MARRIAGE = "Marriage"
    DEATH = "Death"
    INJURY = "Injury"
    ACCIDENT = "Accident"
    DISASTER = "Disaster"
    RESCUE = "Rescue"
    CRIME = "Crime"
    INVESTIGATION = "Investigation"
    ARREST = "Arrest"
    CHARGE = "Charge"
    TRIAL = "Trial"
    CONVICTION = "Conviction"
    ACQUITTAL = "Acquittal"
    LAWSUIT = "Lawsuit"
    ACQUISITION = "Acquisition"
    SALE = "Sale"
    INVESTMENT = "Investment"
    FOUNDING = "Founding"
    CLOSURE = "Closure"
    HIRING = "Hiring"
    LAYOFF = "Layoff"
    CONSTRUCTION = "Construction"
    FINANCIAL_RESULT = "FinancialResult"
    TRAVEL = "Travel"
    VICTORY = "Victory"
    COMPETITION = "Competition"
    AWARD = "Award"
    PUBLICATION = "Publication"
    PERFORMANCE = "Performance"
    PARTICIPATION = "Participation"
    CANCELLATION = "Cancellation"
    POSTPONEMENT = "Postponement"
    START = "Start"
    END = "End"
    EVENT = "Event"
