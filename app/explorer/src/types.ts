/** The documents of the API, as far as the explorer reads them. */

export interface Stretch {
  begin: number;
  end: number;
  /** The same offsets as JavaScript counts. */
  utf16: [number, number];
  text: string;
}

export interface Party {
  label: string;
  /** Null for a literal. */
  id: string | null;
  iri: string | null;
}

export interface Participant extends Party {
  role: string;
}

export interface Time {
  words: string;
  value: string | null;
  weekday: string | null;
}

export interface ArticleHead {
  id: string;
  iri: string;
  language: string | null;
  headline: string | null;
  published: string | null;
  url: string | null;
}

export interface Fact {
  id: string;
  iri: string;
  label: string;
  /** The event class, or Relation. */
  kind: string;
  /** The event class, or the name of the relation. */
  class: string;
  asserted: boolean;
  subjects: Party[];
  predicate: Party | null;
  objects: Party[];
  participants: Participant[];
  polarity: string;
  modality: string;
  source: Party | null;
  stance: string | null;
  /** Former or Acting, of a position. */
  tenure: string | null;
  time: Time | null;
  confidence: number;
  rule: string;
  quotations: Stretch[];
  trigger: Stretch;
  sentence: Stretch;
  article: ArticleHead;
  /** Whether somebody decided that it is wrong. */
  wrong: boolean;
}

/** A fact with all that say the same, what became of it, and what they do not agree on. */
export interface EventDetail extends Fact {
  reports: Fact[];
  reports_truncated: boolean;
  history: { status: string; article: ArticleHead }[];
  differences: { about: string; values: { value: string; articles: string[]; sources: string[] }[] }[];
}

/** How a version of an article differs from the one before it. */
export interface Change {
  /** When it came, UTC. */
  time: string;
  added: Fact[];
  removed: Fact[];
  kept: number;
  headline_before: string | null;
  lines_added: string[];
  lines_removed: string[];
}

export interface Past {
  /** When the article was first there, UTC; null where nobody knows. */
  added: string | null;
  changed: string | null;
  /** The latest first. */
  changes: Change[];
}

/** An article that was read from an address, and is stored nowhere. */
export interface Fetched {
  id: string;
  headline: string | null;
  date: string | null;
  text: string;
  url: string | null;
  language: string | null;
}

export interface Mention {
  begin: number;
  end: number;
  utf16: [number, number];
  /** The id of the entity. */
  entity: string;
  label: string;
  type: string;
}

export interface Article extends ArticleHead {
  text: string;
  mentions: Mention[];
  facts: Fact[];
}

export interface Hit {
  id: string;
  iri: string;
  label: string;
  type: string;
  mentions: number;
  /** IRI. */
  wikidata: string | null;
}

export interface Entity extends Hit {
  labels: Record<string, string>;
  aliases: string[];
  same_as: string[];
  /** Other ids that were decided to be the same. */
  merged: string[];
  about: string[];
  reasons: string[];
  /** The first of them. */
  articles: ArticleHead[];
  articles_total: number;
  /** Everything that it takes part in or is the source of, as far as the explorer asks. */
  facts: Fact[];
  facts_truncated: boolean;
}

export interface Decision {
  id: string;
  kind: "same" | "different" | "wrong";
  a: Party;
  /** Null where a fact is wrong. */
  b: Party | null;
  because: string;
  by: string;
  time: string;
  /** Whether no other decision stands against it. */
  counts: boolean;
}

export interface Page {
  truncated: boolean;
  next: string | null;
  total: number | null;
}

/** A fact as answers about the network tell it. */
export interface Report {
  iri: string;
  kind: string;
  /** The article's id. */
  article: string;
  polarity: string;
  modality: string;
  source: Actor | null;
  confidence: number;
  time: string | null;
  sentence: string | null;
}

/** An entity in answers about the network. */
export interface Actor {
  id: string;
  iri: string;
  label: string;
  type: string;
}

export interface Step {
  from: Actor;
  to: Actor;
  /** `forward` is false where it runs against the path. */
  predicates: { iri: string; label: string; forward: boolean }[];
  facts: Report[];
}

export interface Path {
  nodes: Actor[];
  steps: Step[];
}

export interface NetworkNode extends Actor {
  degree: number;
  /** From -1 to 1, where a layout was asked for. */
  x?: number | null;
  y?: number | null;
}

/** All facts of one property between two. */
export interface NetworkEdge {
  id: string;
  source: string;
  target: string;
  predicate: string;
  label: string;
  class: string;
  symmetric: boolean;
  facts: number;
  articles: number;
  first: string | null;
  last: string | null;
  confidence: number;
  asserted: number;
  planned: number;
  negative: number;
  /** Ids of facts. */
  evidence: string[];
}

/** A claim that is not told alike everywhere. */
export interface Contested {
  subject: Actor;
  predicate: string;
  label: string;
  object: Actor;
  reports: Report[];
}
