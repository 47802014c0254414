/** The graph on screen: facts as edges between those who take part. */

import { type Status, statusOf } from "../claims";
import { term } from "../language";
import { type By, spanOf, timeOf, within } from "../time";
import type { Fact, NetworkEdge, NetworkNode, Participant, Party } from "../types";
import terms from "../texts/terms.json";

export interface GraphNode {
  id: string;
  label: string;
  type: string;
  /** How many edges it has among those that are shown. */
  degree: number;
  /** From -1 to 1, where the server has laid it out. */
  x?: number | null | undefined;
  y?: number | null | undefined;
}

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  label: string;
  /** The property's id, empty where the facts have none. */
  predicate: string;
  /** The event class, or the name of the relation. */
  category: string;
  symmetric: boolean;
  status: Status;
  /** What it rests on; where it comes from the network, only the ids. */
  facts: Fact[];
  evidence: readonly string[];
  articles: number;
  confidence: number;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

export interface Filters {
  by: By;
  from: string | null;
  to: string | null;
  /** Empty for all. */
  categories: readonly string[];
  statuses: readonly Status[];
  confidence: number;
  /** An id, `article` for what articles say themselves, or null for all. */
  source: string | null;
  /** How many nodes of everything are shown. */
  limit: number;
}

const SYMMETRIC = new Set<string>(terms.symmetric);

/** Whether a property, by its IRI, is the same in both directions. */
export function isSymmetric(predicate: string): boolean {
  return SYMMETRIC.has(predicate.split("#").at(-1) ?? "");
}

const TYPES: Record<string, string> = {
  person: "Person",
  org: "Organization",
  country: "GeopoliticalEntity",
  region: "GeopoliticalEntity",
  city: "GeopoliticalEntity",
  gpe: "GeopoliticalEntity",
  place: "Place",
  event: "NamedEvent",
  work: "CreativeWork",
  product: "Product",
  concept: "Concept",
};

/** The type of an entity as its id tells it, for parties of facts come without. */
export function typeOfId(id: string): string {
  return TYPES[id.split("/").at(-2) ?? ""] ?? "Concept";
}

export function accepts(filters: Filters, fact: Fact): boolean {
  const source = fact.source?.id ?? "article";
  return (
    filters.statuses.includes(statusOf(fact)) &&
    fact.confidence >= filters.confidence &&
    (filters.categories.length === 0 || filters.categories.includes(fact.class)) &&
    (filters.source === null || filters.source === source) &&
    within(timeOf(fact, filters.by), filters.from, filters.to)
  );
}

interface Ends {
  from: Party;
  to: Party;
  label: string;
  predicate: string;
  symmetric: boolean;
}

/** Between whom a fact runs: the ends of its direct triples, or else from who acts to everyone else who takes part. */
function ends(fact: Fact, centres: ReadonlySet<string>): Ends[] {
  const predicate = fact.predicate;
  if (predicate) {
    const common = { label: predicate.label, predicate: predicate.iri ?? "", symmetric: isSymmetric(predicate.iri ?? "") };
    const direct = fact.subjects.flatMap((from) => fact.objects.map((to) => ({ from, to, ...common })));
    const [first] = fact.subjects;
    const reached = new Set([...fact.subjects, ...fact.objects].map((party) => party.id));
    const beside = fact.participants.filter((party) => party.id && centres.has(party.id) && !reached.has(party.id));
    return [...direct, ...(first ? beside.map((to) => roleEnds(fact, first, to)) : [])];
  }
  const [actor, ...others] = fact.participants;
  if (!actor) {
    return [];
  }
  return others.map((other) => roleEnds(fact, actor, other));
}

/** An edge that names the event and the role, for there is no property between the two. */
function roleEnds(fact: Fact, from: Party, to: Participant): Ends {
  const label = fact.kind === "Event" ? fact.trigger.text : term("class", fact.kind);
  return { from, to, label: `${label} (${term("role", to.role)})`, predicate: "", symmetric: false };
}

/** Edges between those who take part; where a centre is neither end of a direct triple, from its subject to the centre. */
export function graphOf(facts: Iterable<Fact>, centres: ReadonlySet<string>): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const node = (party: Party): string | null => {
    if (!party.id || party.id.includes("://")) {
      return null;
    }
    if (!nodes.has(party.id)) {
      nodes.set(party.id, { id: party.id, label: party.label, type: typeOfId(party.id), degree: 0 });
    }
    return party.id;
  };
  const seen = new Set<string>();
  for (const fact of facts) {
    if (seen.has(fact.iri)) {
      continue;
    }
    seen.add(fact.iri);
    for (const { from, to, label, predicate, symmetric } of ends(fact, centres)) {
      let [source, target] = [node(from), node(to)];
      if (source === null || target === null) {
        continue;
      }
      if (symmetric && source > target) {
        [source, target] = [target, source];
      }
      const status = statusOf(fact);
      const id = [source, predicate || `${fact.kind} ${label}`, target, status].join(" ");
      const edge = edges.get(id);
      if (!edge) {
        const common = { id, source, target, label, predicate, symmetric, status };
        edges.set(id, { ...common, category: fact.class, facts: [fact], evidence: [fact.id], articles: 1, confidence: fact.confidence });
      } else if (!edge.facts.includes(fact)) {
        edge.facts.push(fact);
        edge.confidence = Math.max(edge.confidence, fact.confidence);
        edge.articles = new Set(edge.facts.map((each) => each.article.id)).size;
      }
    }
  }
  return counted([...nodes.values()], [...edges.values()]);
}

/** Sorted, so that the same facts in any order are drawn alike; degrees counted anew. */
export function counted(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Graph {
  const degrees = new Map<string, number>();
  for (const edge of edges) {
    degrees.set(edge.source, (degrees.get(edge.source) ?? 0) + 1);
    degrees.set(edge.target, (degrees.get(edge.target) ?? 0) + 1);
  }
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return {
    nodes: nodes.map((node) => ({ ...node, degree: degrees.get(node.id) ?? 0 })).sort(byId),
    edges: [...edges].sort(byId),
  };
}

/** Without the nodes for which `hidden` holds, nor their edges, nor what then hangs on nothing but is no centre. */
export function without(graph: Graph, hidden: (node: GraphNode) => boolean, centres: ReadonlySet<string>): Graph {
  const kept = new Set(graph.nodes.filter((node) => !hidden(node)).map((node) => node.id));
  const edges = graph.edges.filter((edge) => kept.has(edge.source) && kept.has(edge.target));
  const touched = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
  const nodes = graph.nodes.filter((node) => kept.has(node.id) && (touched.has(node.id) || centres.has(node.id)));
  return counted(nodes, edges);
}

/** With what the network knows: the types of the nodes, and the edges between those that are no centres. */
export function enriched(graph: Graph, network: { nodes: NetworkNode[]; edges: NetworkEdge[] }, statuses: readonly Status[], centres: ReadonlySet<string>, whole: boolean): Graph {
  const known = new Map(network.nodes.map((node) => [node.id, node]));
  const nodes: GraphNode[] = graph.nodes.map((node) => ({ ...node, type: known.get(node.id)?.type ?? node.type }));
  if (whole) {
    const present = new Set(nodes.map((node) => node.id));
    nodes.push(...network.nodes.filter((node) => !present.has(node.id)).map(({ id, label, type, x, y }) => ({ id, label, type, degree: 0, x, y })));
  }
  const shown = new Set(nodes.map((node) => node.id));
  const between = network.edges.filter((edge) => shown.has(edge.source) && shown.has(edge.target) && !centres.has(edge.source) && !centres.has(edge.target));
  // Facts that name several may have brought some of them already.
  const present = new Set(graph.edges.map((edge) => edge.id));
  const parts = between.flatMap((edge) => byStatus(edge, statuses)).filter((edge) => !present.has(edge.id));
  return counted(nodes, [...graph.edges, ...parts]);
}

/** An edge of the network as one for each status that its facts have. */
function byStatus(edge: NetworkEdge, statuses: readonly Status[]): GraphEdge[] {
  const rest = Math.max(0, edge.facts - edge.asserted - edge.negative - edge.planned);
  const numbers: Partial<Record<Status, number>> = { actual: edge.asserted, planned: edge.planned, possible: rest, denied: edge.negative };
  return statuses.flatMap((status) => {
    const facts = numbers[status] ?? 0;
    const { source, target, predicate, label, symmetric, evidence, confidence } = edge;
    const ends = symmetric && source > target ? [target, source] : [source, target];
    const id = [ends[0], predicate, ends[1], status].join(" ");
    const common = { id, source: ends[0]!, target: ends[1]!, predicate, label, symmetric, evidence, confidence, status };
    return facts ? [{ ...common, category: edge.class, facts: [], articles: Math.min(facts, edge.articles) }] : [];
  });
}

/** The sources that facts name, by label. */
export function sourcesOf(facts: Iterable<Fact>): Party[] {
  const found = new Map<string, Party>();
  for (const { source } of facts) {
    if (source?.id) {
      found.set(source.id, source);
    }
  }
  return [...found.values()].sort((a, b) => a.label.localeCompare(b.label));
}

/** The first and last day that an edge's facts are dated to. */
export function datesOf(edge: GraphEdge): { first: string; last: string } | null {
  const spans = edge.facts.flatMap((fact) => spanOf(fact.time?.value) ?? []);
  if (!spans.length) {
    return null;
  }
  const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  return { first: iso(Math.min(...spans.map((s) => s.begin))), last: iso(Math.max(...spans.map((s) => s.end)) - 1) };
}
