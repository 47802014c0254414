/** Where the graph on screen comes from. */

import { entity } from "../api";
import type { Entity, Fact } from "../types";

export interface Loading {
  centres: Entity[];
  facts: Fact[];
}

/** Everything that the centres take part in. */
export async function neighbourhoods(ids: readonly string[]): Promise<Loading> {
  const centres = await Promise.all(ids.map((id) => entity(id)));
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
