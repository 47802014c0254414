/** What some tell as so and others deny or doubt, in all articles. */

import { link } from "../address";
import { contested } from "../api";
import { statusOf } from "../claims";
import { say } from "../language";
import { useLoaded } from "../load";
import { PartyLink, Problem, Waiting } from "../parts/basics";
import { ReportView } from "../parts/claims";
import type { Contested, Report } from "../types";
import { usePage } from "./page";

const SHOWN = 20;

export function DisputedPage() {
  const { value, error } = useLoaded("contested", () => contested(SHOWN));
  const heading = usePage(say("contested"));
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {say("contested")}
      </h1>
      <p class="lead">{say("contested.lead")}</p>
      {error ? <Problem error={error} /> : !value ? <Waiting /> : value.claims.map((claim) => <ClaimView key={[claim.subject.id, claim.predicate, claim.object.id].join(" ")} claim={claim} />)}
      {value?.claims.length === 0 && <p>{say("contested.none")}</p>}
      {value?.truncated && <p class="quiet">{say("contested.more", { n: value.count })}</p>}
    </>
  );
}

function ClaimView({ claim }: { claim: Contested }) {
  const so = claim.reports.filter((report) => statusOf(report) === "actual");
  const other = claim.reports.filter((report) => statusOf(report) !== "actual");
  return (
    <section class="section">
      <div class="section-head">
        <h2 class="statement">
          <PartyLink party={claim.subject} /> <b class="predicate">{claim.label}</b> <PartyLink party={claim.object} />
        </h2>
        <a href={link({ pair: [claim.subject.id, claim.object.id] })}>
          {say("contested.pair")}
          <span class="unseen"> {say("pair.between", { a: claim.subject.label, b: claim.object.label })}</span>
        </a>
      </div>
      <div class="dispute">
        <Side title={say("contested.so")} reports={so} />
        <Side title={say("contested.other")} reports={other} />
      </div>
    </section>
  );
}

function Side({ title, reports }: { title: string; reports: readonly Report[] }) {
  return (
    <div class="side">
      <h3>{title}</h3>
      {reports.map((report) => (
        <ReportView key={report.iri} report={report} />
      ))}
    </div>
  );
}
