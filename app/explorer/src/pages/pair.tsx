/** What two have to do with each other. */

import { changed, go, link, useAddress } from "../address";
import { entity } from "../api";
import { claimsOf, disputes, involved } from "../claims";
import { say } from "../language";
import { useLoaded } from "../load";
import { Problem, Section, TypeBadge, Waiting } from "../parts/basics";
import { ClaimList, DisputeView } from "../parts/claims";
import { Timeline } from "../parts/timeline";
import { type By, timeOf, within } from "../time";
import { usePage } from "./page";

export function PairPage({ a, b }: { a: string; b: string }) {
  const address = useAddress();
  const { value, error } = useLoaded(`pair ${a} ${b}`, () => Promise.all([entity(a), entity(b)]));
  const title = value ? say("pair.title", { a: value[0].label, b: value[1].label }) : null;
  const heading = usePage(title);
  if (error) {
    return <Problem error={error} />;
  }
  if (!value) {
    return <Waiting />;
  }
  const shared = value[0].facts.filter((fact) => involved(fact).has(b));
  const by: By = address.get("by") === "article" || !shared.some((fact) => fact.time?.value) ? "article" : "event";
  const [from, to] = [address.get("from"), address.get("to")];
  const claims = claimsOf(shared.filter((fact) => within(timeOf(fact, by), from, to)));
  return (
    <article>
      <header class="page-head">
        <p class="over">
          {value.map((each) => (
            <TypeBadge key={each.id} type={each.type} />
          ))}
        </p>
        <h1 ref={heading} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h1>
        <p class="actions">
          <a class="button primary" href={link({ graph: [a, b] })}>
            {say("entity.graph")}
          </a>
          <a class="button" href={link({ path: [a, b] })}>
            {say("pair.paths")}
          </a>
          {value.map((each) => (
            <a key={each.id} class="button" href={link({ entity: each.id })}>
              <bdi>{each.label}</bdi>
            </a>
          ))}
        </p>
      </header>
      {shared.length ? (
        <>
          <Section title={say("timeline")} id="timeline">
            <Timeline
              facts={shared}
              by={by}
              from={from}
              to={to}
              onRange={(from, to) => go(changed(address, { from, to }), { replace: true })}
              onBy={(by) => go(changed(address, { by: by === "article" ? by : null, from: null, to: null }), { replace: true })}
            />
          </Section>
          {disputes(claims).map((dispute) => (
            <Section key={dispute.said[0]!.key} title={say("disputed")} id="disputed">
              <DisputeView dispute={dispute} />
            </Section>
          ))}
          <Section title={say("pair.facts")} id="facts">
            <ClaimList claims={claims} open />
          </Section>
        </>
      ) : (
        <p>{say("pair.nothing")}</p>
      )}
    </article>
  );
}
