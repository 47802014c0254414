/** Claims with the sentences that make them. */

import { useId, useState } from "preact/hooks";
import { link } from "../address";
import { event, idOf } from "../api";
import { type Claim, type Dispute, type Status, statusOf } from "../claims";
import { count, dateText, negated, percent, say, term } from "../language";
import { useLoaded } from "../load";
import type { Fact, Report } from "../types";
import { articleName, Parties, PartyLink } from "./basics";
import { RightOrWrong } from "./deciding";
import { Marked } from "./marked";

/** Who did what to whom, or the fact's own label where it has no two ends. */
export function Statement({ fact, here, stored = true }: { fact: Fact; here?: string | undefined; stored?: boolean }) {
  if (!fact.predicate || !fact.subjects.length || !fact.objects.length) {
    return <Lone fact={fact} here={here} stored={stored} />;
  }
  const denied = fact.polarity === "Negative";
  return (
    <span class="statement">
      <Parties parties={fact.subjects} here={here} stored={stored} /> <b class="predicate">{denied ? negated(fact.predicate.label) : fact.predicate.label}</b>{" "}
      <Parties parties={fact.objects} here={here} stored={stored} />
    </span>
  );
}

function Lone({ fact, here, stored }: { fact: Fact; here?: string | undefined; stored: boolean }) {
  const [actor, ...others] = fact.participants;
  if (!actor) {
    return (
      <bdi class="statement" lang={fact.article.language ?? undefined}>
        {fact.label}
      </bdi>
    );
  }
  return (
    <span class="statement">
      <PartyLink party={actor} here={here} stored={stored} /> <b class="predicate">{fact.polarity === "Negative" ? negated(fact.trigger.text) : fact.trigger.text}</b>
      {others.length > 0 && " "}
      <Parties parties={others} here={here} stored={stored} />
    </span>
  );
}

/** What holds for a fact: whether it is so, when, according to whom. */
export function Chips({ fact, reports, stored = true }: { fact: Fact; reports?: number; stored?: boolean }) {
  const status = statusOf(fact);
  return (
    <span class="chips">
      {status !== "actual" && <span class={`chip status-${status}`}>{say(`status.${status}`)}</span>}
      {fact.kind !== "Relation" && fact.kind !== "Event" && <span class="chip">{term("class", fact.kind)}</span>}
      {fact.tenure && <span class="chip">{say(fact.tenure === "Former" ? "tenure.former" : "tenure.acting")}</span>}
      {fact.stance && <span class="chip">{say(fact.stance === "Against" ? "stance.against" : "stance.for")}</span>}
      {fact.time && <span class="chip">{fact.time.value ? dateText(fact.time.value) : fact.time.words}</span>}
      {fact.source && (
        <span class="chip">
          {say("according")} <PartyLink party={fact.source} stored={stored} />
        </span>
      )}
      {reports !== undefined && reports > 1 && <span class="chip">{count(reports, "reports.one", "reports.many")}</span>}
    </span>
  );
}

export function Confidence({ value }: { value: number }) {
  return (
    <span class="confidence" title={say("confidence")}>
      <meter min={0} max={1} value={value} aria-label={say("confidence")} />
      {percent(value)}
    </span>
  );
}

/** Whether the text says that it happened, in one word. */
function StatusChip({ status }: { status: Status }) {
  return <span class={`chip status-${status}`}>{say(`status.${status}`)}</span>;
}

/** The sentence of a fact, its trigger marked, where it stands, and all that tells how far to trust it. */
export function Evidence({ fact, own = false, stored = true }: {
  fact: Fact;
  /** On the page of the fact itself, which has the rest. */
  own?: boolean;
  /** Whether it is in the graph: there are no pages of what is not. */
  stored?: boolean;
}) {
  const [begin, end] = fact.trigger.utf16;
  return (
    <figure class="evidence">
      <blockquote lang={fact.article.language ?? undefined} dir="auto">
        <Marked text={fact.sentence.text} start={fact.sentence.utf16[0]} marks={[{ begin, end, what: null }]}>
          {(piece) => (piece.marks.length ? <mark key={piece.begin}>{piece.text}</mark> : piece.text)}
        </Marked>
      </blockquote>
      <figcaption>
        {stored && (
          <a href={link({ article: fact.article.id, fact: fact.id })}>
            <bdi>{articleName(fact.article)}</bdi>
          </a>
        )}
        {fact.article.published && <span>{dateText(fact.article.published)}</span>}
        <StatusChip status={statusOf(fact)} />
        {fact.time && (
          <span>
            {say("evidence.when")} {fact.time.value ? dateText(fact.time.value) : fact.time.words}
          </span>
        )}
        <span>{fact.source ? <>{say("according")} <PartyLink party={fact.source} stored={stored} /></> : say("source.article")}</span>
        <Confidence value={fact.confidence} />
        {!own && stored && (
          <a href={link({ event: fact.id })}>
            {say("event.more")}
            <span class="unseen">: {fact.label}</span>
          </a>
        )}
        {!own && stored && <RightOrWrong fact={fact} />}
      </figcaption>
    </figure>
  );
}

/** A fact as answers about the network tell it: at once what they have, then all of it. */
export function ReportView({ report }: { report: Report }) {
  const id = idOf(report.iri);
  const { value } = useLoaded(`report ${id}`, () => event(id));
  return value ? <Evidence fact={value} /> : <ShortReport report={report} />;
}

function ShortReport({ report }: { report: Report }) {
  return (
    <figure class="evidence">
      {report.sentence && <blockquote dir="auto">{report.sentence}</blockquote>}
      <figcaption>
        <a href={link({ article: report.article, fact: idOf(report.iri) })}>
          <bdi>{report.article}</bdi>
        </a>
        <StatusChip status={statusOf(report)} />
        <Confidence value={report.confidence} />
      </figcaption>
    </figure>
  );
}

/** A claim that opens onto its evidence. */
export function ClaimItem({ claim, here, open = false, stored = true }: { claim: Claim; here?: string | undefined; open?: boolean; stored?: boolean }) {
  const [shown, setShown] = useState(open);
  const id = useId();
  return (
    <li class={`claim status-${claim.status}`}>
      <div class="claim-line">
        <Statement fact={claim.first} here={here} stored={stored} />
        <Chips fact={claim.first} reports={claim.articles} stored={stored} />
        <button type="button" class="why" aria-expanded={shown} aria-controls={id} onClick={() => setShown(!shown)}>
          {say("evidence")}
          <span class="unseen">: {claim.first.label}</span>
        </button>
      </div>
      <div id={id} hidden={!shown}>
        {shown && claim.facts.map((fact) => <Evidence key={fact.iri} fact={fact} stored={stored} />)}
      </div>
    </li>
  );
}

export function ClaimList({ claims, here, open = false, stored = true }: { claims: readonly Claim[]; here?: string | undefined; open?: boolean; stored?: boolean }) {
  return (
    <ul class="claims">
      {claims.map((claim) => (
        <ClaimItem key={claim.key} claim={claim} here={here} open={open} stored={stored} />
      ))}
    </ul>
  );
}

/** What is said and what is denied, beside each other. */
export function DisputeView({ dispute }: { dispute: Dispute }) {
  const side = (title: string, claims: readonly Claim[]) => (
    <div class="side">
      <h3>{title}</h3>
      {claims.flatMap((claim) => claim.facts).map((fact) => (
        <div key={fact.iri}>
          <p>
            <Statement fact={fact} /> <Chips fact={fact} />
          </p>
          <Evidence fact={fact} />
        </div>
      ))}
    </div>
  );
  return (
    <div class="dispute">
      {side(say("dispute.said"), dispute.said)}
      {side(say("dispute.denied"), dispute.denied)}
    </div>
  );
}
