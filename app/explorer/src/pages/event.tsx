/** One event or relation: who takes part, and everybody who says so. */

import { link } from "../address";
import { event } from "../api";
import { claimsOf, disputes } from "../claims";
import { count, say, term } from "../language";
import { useLoaded } from "../load";
import { PartyLink, Problem, Section, Waiting } from "../parts/basics";
import { Chips, DisputeView, Evidence, Statement } from "../parts/claims";
import { RightOrWrong } from "../parts/deciding";
import { usePage } from "./page";

export function EventPage({ id }: { id: string }) {
  const { value, error } = useLoaded(`event ${id}`, () => event(id));
  const heading = usePage(value?.label ?? null);
  if (error) {
    return <Problem error={error} />;
  }
  if (!value) {
    return <Waiting />;
  }
  const reports = value.reports.some((report) => report.id === value.id) ? value.reports : [value, ...value.reports];
  const ends = [...new Map([...value.subjects, ...value.objects].flatMap((party) => (party.id ? [[party.id, party]] : []))).values()];
  return (
    <article>
      <header class="page-head">
        <p class="over">
          <span class="badge">{value.kind === "Relation" ? term("class", "Relation") : term("class", value.class)}</span>
        </p>
        {value.wrong && <p class="problem">{say("decide.is.wrong")}</p>}
        <h1 ref={heading} tabIndex={-1}>
          <Statement fact={value} />
        </h1>
        <p>
          <Chips fact={value} />
        </p>
        {ends.length > 0 && (
          <p class="actions">
            <a class="button primary" href={link({ graph: ends.slice(0, 2).map((party) => party.id!) })}>
              {say("entity.graph")}
            </a>
          </p>
        )}
      </header>
      {value.participants.length > 0 && (
        <Section title={say("event.participants")} id="participants">
          <ul class="plain">
            {value.participants.map((party) => (
              <li key={`${party.role} ${party.iri}`}>
                <PartyLink party={party} /> <span class="quiet">{term("role", party.role)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {disputes(claimsOf(reports)).map((dispute) => (
        <Section key={dispute.said[0]!.key} title={say("disputed")} id="disputed">
          <DisputeView dispute={dispute} />
        </Section>
      ))}
      <Section title={count(new Set(reports.map((report) => report.article.id)).size, "reports.one", "reports.many")} id="reports">
        {reports.map((report) => (
          <Evidence key={report.id} fact={report} own={report.id === value.id} />
        ))}
      </Section>
      <RightOrWrong fact={value} />
    </article>
  );
}
