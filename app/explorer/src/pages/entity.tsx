/** Everything about one entity: names, what it did, what is said of it, when and where that stands. */

import { changed, go, link, useAddress } from "../address";
import { entity } from "../api";
import { type Claim, claimsOf, disputes, involved } from "../claims";
import { count, LANGUAGES, locale, say, term } from "../language";
import { useLoaded } from "../load";
import { ArticleLine, Problem, Section, TypeBadge, Waiting } from "../parts/basics";
import { ClaimList, DisputeView } from "../parts/claims";
import { WhoIsWho } from "../parts/deciding";
import { Timeline } from "../parts/timeline";
import { type By, timeOf, within } from "../time";
import type { Entity, Fact } from "../types";
import { usePage } from "./page";

const NEIGHBOURS = 24;

export function EntityPage({ id }: { id: string }) {
  const { value, error } = useLoaded(`entity ${id}`, () => entity(id));
  const heading = usePage(value?.label ?? null);
  if (error) {
    return <Problem error={error} />;
  }
  if (!value) {
    return <Waiting />;
  }
  return (
    <article>
      <Head entity={value} heading={heading} />
      <Facts entity={value} />
      <WhoIsWho entity={value} />
    </article>
  );
}

function Head({ entity, heading }: { entity: Entity; heading: ReturnType<typeof usePage> }) {
  const others = Object.entries(entity.labels).filter(([, label]) => label !== entity.label);
  return (
    <header class="page-head">
      <p class="over">
        <TypeBadge type={entity.type} />
      </p>
      <h1 ref={heading} tabIndex={-1}>
        <bdi>{entity.label}</bdi>
      </h1>
      <p class="quiet names">
        {others.map(([tag, label]) => (
          <span key={tag}>
            <bdi lang={tag}>{label}</bdi> ({LANGUAGES[tag as keyof typeof LANGUAGES] ?? tag})
          </span>
        ))}
        {entity.aliases.length > 0 && (
          <span>
            {say("entity.aliases")} <bdi>{entity.aliases.join(", ")}</bdi>
          </span>
        )}
        <span>
          {count(entity.mentions, "mentions.one", "mentions.many")} {say("in")} {count(entity.articles_total, "articles.one", "articles.many")}
        </span>
      </p>
      <p class="actions">
        <a class="button primary" href={link({ graph: entity.id })}>
          {say("entity.graph")}
        </a>
        <a class="button" href={link({ path: entity.id })}>
          {say("entity.path")}
        </a>
        {entity.wikidata && /^https?:/.test(entity.wikidata) && (
          <a class="button" href={entity.wikidata} rel="noopener noreferrer external" target="_blank">
            Wikidata <span class="quiet">{entity.wikidata.split("/").at(-1)}</span>
          </a>
        )}
      </p>
    </header>
  );
}

function Facts({ entity }: { entity: Entity }) {
  const address = useAddress();
  const by: By = address.get("by") === "article" || !entity.facts.some((fact) => fact.time?.value) ? "article" : "event";
  const [from, to] = [address.get("from"), address.get("to")];
  const facts = entity.facts.filter((fact) => within(timeOf(fact, by), from, to));
  const claims = claimsOf(facts);
  const own = claims.filter((claim) => takesPart(claim.first, entity.id));
  const told = claims.filter((claim) => !takesPart(claim.first, entity.id));
  const part = (test: (claim: Claim) => boolean) => own.filter(test);
  const disputed = disputes(claims);
  return (
    <>
      {entity.facts_truncated && <p class="quiet">{say("entity.many", { n: entity.facts.length.toLocaleString(locale()) })}</p>}
      <Section title={say("timeline")} id="timeline">
        <Timeline
          facts={entity.facts}
          by={by}
          from={from}
          to={to}
          onRange={(from, to) => go(changed(address, { from, to }), { replace: true })}
          onBy={(by) => go(changed(address, { by: by === "article" ? by : null, from: null, to: null }), { replace: true })}
        />
      </Section>
      <div class="columns">
        <div>
          {disputed.length > 0 && (
            <Section title={say("disputed")} id="disputed">
              {disputed.map((dispute) => (
                <DisputeView key={dispute.said[0]!.key} dispute={dispute} />
              ))}
            </Section>
          )}
          <Part id="relations" title={say("entity.relations")} here={entity.id} claims={part((c) => c.first.kind === "Relation" && c.status === "actual")} />
          <Part id="events" title={say("entity.events")} here={entity.id} claims={part((c) => c.first.kind !== "Relation" && c.status === "actual")} grouped />
          <Part id="open" title={say("entity.open")} here={entity.id} claims={part((c) => !["actual", "denied"].includes(c.status))} />
          <Part id="denied" title={say("entity.denied")} here={entity.id} claims={part((c) => c.status === "denied")} />
          <Part id="told" title={say("entity.told", { who: entity.label })} here={entity.id} claims={told} />
          {!claims.length && <p class="quiet">{say("entity.nothing")}</p>}
        </div>
        <aside>
          <Section title={say("articles")} id="articles">
            <ul class="plain">
              {entity.articles.map((article) => (
                <li key={article.id}>
                  <ArticleLine article={article} />
                </li>
              ))}
            </ul>
          </Section>
          <Neighbours entity={entity} facts={facts} />
          {entity.reasons.length > 0 && (
            <details class="quiet">
              <summary>{say("entity.why")}</summary>
              <ul>
                {entity.reasons.map((reason) => (
                  <li key={reason} lang="en">
                    {reason}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </aside>
      </div>
    </>
  );
}

function takesPart(fact: Fact, id: string): boolean {
  return [...fact.subjects, ...fact.objects, ...fact.participants].some((party) => party.id === id);
}

function Part({ title, id, claims, here, grouped = false }: { title: string; id: string; claims: Claim[]; here: string; grouped?: boolean }) {
  if (!claims.length) {
    return null;
  }
  const groups = grouped ? [...Map.groupBy(claims, (claim) => claim.first.kind)] : [["", claims] as const];
  // The open class says nothing by its name, so it comes last.
  const ordered = groups.sort(([a, these], [b, those]) => Number(a === "Event") - Number(b === "Event") || those.length - these.length);
  return (
    <Section title={title} id={id} aside={<span class="quiet">{claims.length}</span>}>
      {ordered.map(([kind, members]) => (
        <div key={kind}>
          {kind && <h3 class="group">{term("class", kind)}</h3>}
          <ClaimList claims={members} here={here} />
        </div>
      ))}
    </Section>
  );
}

/** Who it has to do with, those with most facts first. */
function Neighbours({ entity, facts }: { entity: Entity; facts: readonly Fact[] }) {
  const found = new Map<string, { label: string; facts: number }>();
  for (const fact of facts) {
    const labels = new Map([...fact.subjects, ...fact.objects, ...fact.participants, fact.source].map((party) => [party?.id, party?.label]));
    for (const id of involved(fact)) {
      if (id !== entity.id && !id.includes("://")) {
        const before = found.get(id);
        found.set(id, { label: labels.get(id) ?? id, facts: (before?.facts ?? 0) + 1 });
      }
    }
  }
  const neighbours = [...found].sort(([, a], [, b]) => b.facts - a.facts || a.label.localeCompare(b.label)).slice(0, NEIGHBOURS);
  if (!neighbours.length) {
    return null;
  }
  return (
    <Section title={say("entity.neighbours")} id="neighbours">
      <ul class="plain neighbours">
        {neighbours.map(([id, { label, facts }]) => (
          <li key={id}>
            <a href={link({ entity: id })}>
              <bdi>{label}</bdi>
            </a>
            <a class="between" href={link({ pair: [entity.id, id] })}>
              {count(facts, "facts.one", "facts.many")}
              <span class="unseen"> {say("pair.between", { a: entity.label, b: label })}</span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
