import type { ComponentChildren, JSX } from "preact";
import { ApiError } from "../api";
import { link } from "../address";
import { dateText, say, term, type Text } from "../language";
import type { ArticleHead, Party } from "../types";

/** The six kinds that colours and shapes tell apart. */
export type Kind = "person" | "organisation" | "place" | "event" | "work" | "concept";
export const KINDS: readonly Kind[] = ["person", "organisation", "place", "event", "work", "concept"];

const KIND_OF: Record<string, Kind> = {
  Person: "person",
  Organization: "organisation",
  GovernmentBody: "organisation",
  Company: "organisation",
  Party: "organisation",
  NewsMedium: "organisation",
  SportsTeam: "organisation",
  GeopoliticalEntity: "place",
  Place: "place",
  NamedEvent: "event",
  CreativeWork: "work",
  Product: "work",
};

export function kindOf(type: string): Kind {
  return KIND_OF[type] ?? "concept";
}

export function TypeBadge({ type }: { type: string }) {
  return <span class={`badge kind-${kindOf(type)}`}>{term("type", type)}</span>;
}

/** One end of a fact: a link where it is an entity, text where it is a literal. */
/** `stored` is false where there may be no page of it. */
export function PartyLink({ party, here, stored = true }: { party: Party; here?: string | undefined; stored?: boolean }) {
  if (!party.id || party.id.includes("://")) {
    return <bdi class="literal">{party.label}</bdi>;
  }
  if (!stored) {
    return <bdi>{party.label}</bdi>;
  }
  if (party.id === here) {
    return <bdi class="here">{party.label}</bdi>;
  }
  return (
    <a href={link({ entity: party.id })}>
      <bdi>{party.label}</bdi>
    </a>
  );
}

export function Parties({ parties, here, stored = true }: { parties: readonly Party[]; here?: string | undefined; stored?: boolean }) {
  return (
    <>
      {parties.map((party, index) => (
        <span key={party.id ?? party.label}>
          {index > 0 && (index === parties.length - 1 ? ` ${say("and")} ` : ", ")}
          <PartyLink party={party} here={here} stored={stored} />
        </span>
      ))}
    </>
  );
}

export function articleName(article: ArticleHead): string {
  return article.headline ?? article.id;
}

export function ArticleLine({ article }: { article: ArticleHead }) {
  return (
    <>
      <a href={link({ article: article.id })} lang={article.language ?? undefined}>
        <bdi>{articleName(article)}</bdi>
      </a>
      {article.published && <span class="quiet"> · {dateText(article.published)}</span>}
    </>
  );
}

export function Waiting() {
  return (
    <p class="waiting" role="status">
      {say("waiting")}
    </p>
  );
}

/** By the titles of problems, and where those do not tell, by their status. */
const TITLES: Record<string, Text> = {
  "There already": "problem.taken",
  "Two kinds of things": "problem.unlike",
  "Address refused": "problem.address",
  "No article": "problem.address",
};
const PROBLEMS: Record<number, Text> = {
  401: "problem.token",
  403: "problem.off",
  404: "problem.missing",
  422: "problem.invalid",
  429: "problem.often",
  502: "problem.address",
  503: "problem.busy",
};

/** What went wrong in the reader's language, and the server's own words for it, which are English. */
export function Problem({ error }: { error: Error }) {
  const known = error instanceof ApiError ? (TITLES[error.title] ?? PROBLEMS[error.status]) : "problem.silent";
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{known ? say(known) : error instanceof ApiError ? error.title : error.message}</strong>
      </p>
      <p lang="en" dir="auto">
        {error.message}
      </p>
    </div>
  );
}

export function Section({ title, id, children, aside }: { title: string; id: string; children: ComponentChildren; aside?: JSX.Element }) {
  return (
    <section class="section" aria-labelledby={id}>
      <div class="section-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
