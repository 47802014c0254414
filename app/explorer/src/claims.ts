/** What articles say, put together where several say the same. */

import type { Fact, Party } from "./types";

export type Status = "actual" | "planned" | "requested" | "possible" | "denied";
export const STATUSES: readonly Status[] = ["actual", "planned", "requested", "possible", "denied"];

export interface Claim {
  key: string;
  /** The reports of it, at least one. */
  facts: Fact[];
  first: Fact;
  status: Status;
  confidence: number;
  articles: number;
}

/** One word for polarity and modality: a denial is a denial, of a plan too. */
export function statusOf(fact: { polarity: string; modality: string }): Status {
  if (fact.polarity === "Negative") {
    return "denied";
  }
  const modality = fact.modality.toLowerCase();
  return STATUSES.find((status) => status === modality) ?? "actual";
}

function named(parties: readonly Party[]): string {
  return parties.map((party) => party.id ?? `"${party.label}"`).sort().join(" ");
}

/** The same for facts that say the same of the same, whoever says it and however it is told. */
export function topicOf(fact: Fact): string {
  return fact.predicate ? [fact.predicate.id, named(fact.subjects), named(fact.objects), fact.tenure ?? ""].join(" | ") : fact.id;
}

export function claimsOf(facts: readonly Fact[]): Claim[] {
  const claims = new Map<string, Claim>();
  for (const fact of facts) {
    const status = statusOf(fact);
    const key = `${topicOf(fact)} | ${status}`;
    const claim = claims.get(key);
    if (claim) {
      claim.facts.push(fact);
      claim.confidence = Math.max(claim.confidence, fact.confidence);
    } else {
      claims.set(key, { key, facts: [fact], first: fact, status, confidence: fact.confidence, articles: 0 });
    }
  }
  for (const claim of claims.values()) {
    claim.articles = new Set(claim.facts.map((fact) => fact.article.id)).size;
  }
  return [...claims.values()];
}

export interface Dispute {
  said: Claim[];
  denied: Claim[];
}

/** What some say and others deny, or the same text does. */
export function disputes(claims: readonly Claim[]): Dispute[] {
  const topics = Map.groupBy(claims, (claim) => topicOf(claim.first));
  return [...topics.values()]
    .map((about) => ({
      said: about.filter((claim) => claim.status !== "denied"),
      denied: about.filter((claim) => claim.status === "denied"),
    }))
    .filter((dispute) => dispute.said.length > 0 && dispute.denied.length > 0);
}

/** The ids of everyone who has to do with a fact, its source among them. */
export function involved(fact: Fact): Set<string> {
  const parties: (Party | null)[] = [...fact.subjects, ...fact.objects, ...fact.participants, fact.source];
  return new Set(parties.flatMap((party) => (party?.id ? [party.id] : [])));
}
