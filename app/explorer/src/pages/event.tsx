/** One event or relation: who takes part, and everybody who says so. */

import { link } from "../address";
import { event } from "../api";
import { claimsOf, disputes } from "../claims";
import { count, dateText, say, term, type Text } from "../language";
import { useLoaded } from "../load";
import { ArticleLine, PartyLink, Problem, Section, Waiting } from "../parts/basics";
import { Chips, DisputeView, Evidence, Statement } from "../parts/claims";
import { RightOrWrong } from "../parts/deciding";
import type { EventDetail, Fact } from "../types";
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
      <History steps={value.history} />
      <Differing differences={value.differences} reports={reports} />
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

/** Announced, postponed, held: nothing where all tell the same. */
function History({ steps }: { steps: EventDetail["history"] }) {
  if (steps.length < 2) {
    return null;
  }
  return (
    <Section title={say("history")} id="history">
      <ol class="plain history">
        {steps.map((step) => (
          <li key={step.status}>
            <strong>{say(`history.${step.status}` as Text)}</strong>: <ArticleLine article={step.article} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What the reports tell otherwise than one another, each value with its articles and whom these name as sources. */
function Differing({ differences, reports }: { differences: EventDetail["differences"]; reports: readonly Fact[] }) {
  // Whether it happened is told by the history.
  const shown = differences.filter((difference) => difference.about !== "status");
  const heads = new Map(reports.map((report) => [report.article.id, report.article]));
  if (!shown.length) {
    return null;
  }
  return (
    <Section title={say("differ")} id="differ">
      <dl class="differ">
        {shown.map(({ about, values }) => (
          <div key={about}>
            <dt>{aboutText(about)}</dt>
            {values.map(({ value, articles, sources }) => (
              <dd key={value}>
                <bdi>{about === "time" ? dateText(value) : value}</bdi>{" "}
                <span class="quiet">
                  {articles.map((id, index) => {
                    const article = heads.get(id);
                    return (
                      <span key={id}>
                        {index > 0 && ", "}
                        {article ? <ArticleLine article={article} /> : id}
                      </span>
                    );
                  })}
                  {sources.length > 0 && (
                    <span class="said-by">
                      {" – "}
                      {say("according")} <bdi>{sources.join(", ")}</bdi>
                    </span>
                  )}
                </span>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Section>
  );
}

function aboutText(about: string): string {
  const number = /^number of (.+)$/.exec(about);
  if (number) {
    return say("differ.number", { role: term("role", number[1]!) });
  }
  return about === "time" ? say("differ.time") : term("role", about);
}
