/** Where the graph on screen comes from. */

import { ApiError, entity, event, graph } from "../api";
import type { Entity, Fact, NetworkEdge, NetworkNode } from "../types";
import type { Filters } from "./model";

/** In place of an id: not around anybody, but the most connected part of everything. */
export const EVERYTHING = "*";
const NEIGHBOURS = 300;
/** So many are laid out better here; more would keep people waiting. */
const LAID_OUT_HERE = 300;
const MOST_EVIDENCE = 20;

export interface Loading {
  centres: Entity[];
  facts: Fact[];
}

/** Everything that the centres take part in. */
export async function neighbourhoods(ids: readonly string[]): Promise<Loading> {
  const centres = await Promise.all(ids.filter((id) => id !== EVERYTHING).map((id) => entity(id)));
  const facts = new Map<string, Fact>();
  for (const centre of centres) {
    for (const fact of centre.facts) {
      // What a centre only tells of is not about it.
      if ([...fact.subjects, ...fact.objects, ...fact.participants].some((party) => party.id === centre.id)) {
        facts.set(fact.iri, fact);
      }
    }
  }
  return { centres, facts: [...facts.values()] };
}

export interface Surroundings {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  truncated: boolean;
}

/** Who is around the centres, and what lies between those; all of a filter but the status, which edges tell of. */
export async function surroundings(ids: readonly string[], filters: Filters): Promise<Surroundings> {
  const everything = ids.includes(EVERYTHING);
  try {
    return await graph({
      center: ids.filter((id) => id !== EVERYTHING),
      limit: everything ? filters.limit : NEIGHBOURS,
      layout: everything && filters.limit > LAID_OUT_HERE ? "true" : null,
      status: "all",
      from: filters.from,
      to: filters.to,
      dated: filters.by === "article" ? "published" : null,
      class: filters.categories,
      min_confidence: filters.confidence || null,
      source: filters.source,
    });
  } catch (error) {
    // An entity of which only attributes are told is in no network.
    if (error instanceof ApiError && error.status === 404) {
      return { nodes: [], edges: [], truncated: false };
    }
    throw error;
  }
}

/** The facts that an edge of the network rests on, as many as one reads. */
export function evidence(ids: readonly string[]): Promise<Fact[]> {
  return Promise.all(ids.slice(0, MOST_EVIDENCE).map((id) => event(id)));
}
