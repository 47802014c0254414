/** What is found, and what there is. */

import { useState } from "preact/hooks";
import { changed, go, link, useAddress } from "../address";
import { articles, health, mostMentioned, search } from "../api";
import { count, dateText, say } from "../language";
import { useLoaded } from "../load";
import { articleName, kindOf, KINDS, Problem, TypeBadge, Waiting } from "../parts/basics";
import { SearchBox } from "../parts/search";
import type { ArticleHead, Hit } from "../types";
import { usePage } from "./page";

const FOUND = 100;
const LISTED = 100;
const RECENT = 8;
const OFTEN = 12;
/** Descriptions are no places to begin. */
const NAMED = ["Person", "Organization", "GovernmentBody", "Company", "Party", "GeopoliticalEntity", "Place"];

export function SearchPage({ q }: { q: string }) {
  const address = useAddress();
  const { value, error } = useLoaded(`search ${q}`, () => search(q, FOUND));
  const heading = usePage(say("search.title", { q }));
  const kind = address.get("kind");
  if (error) {
    return <Problem error={error} />;
  }
  const hits = value?.entities ?? [];
  const shown = kind ? hits.filter((hit) => kindOf(hit.type) === kind) : hits;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        <bdi>{say("search.title", { q })}</bdi>
      </h1>
      {!value ? (
        <Waiting />
      ) : (
        <>
          <div class="switch" role="group" aria-label={say("search.kinds")}>
            {[null, ...KINDS.filter((each) => hits.some((hit) => kindOf(hit.type) === each))].map((each) => (
              <button key={each} type="button" aria-pressed={each === kind} onClick={() => go(changed(address, { kind: each }), { replace: true })}>
                {each ? say(`kind.${each}`) : say("search.all")}
              </button>
            ))}
          </div>
          <p class="quiet" role="status">
            {count(shown.length, "search.hits.one", "search.hits.many")}
            {value.truncated && ` ${say("search.more")}`}
          </p>
          <HitList hits={shown} />
        </>
      )}
    </>
  );
}

function HitList({ hits }: { hits: readonly Hit[] }) {
  return (
    <ul class="cards">
      {hits.map((hit) => (
        <li key={hit.id}>
          <a href={link({ entity: hit.id })}>
            <bdi class="name">{hit.label}</bdi>
          </a>
          <TypeBadge type={hit.type} />
          <span class="quiet">{count(hit.mentions, "mentions.one", "mentions.many")}</span>
        </li>
      ))}
    </ul>
  );
}

export function ArticleList({ heads }: { heads: readonly ArticleHead[] }) {
  return (
    <ul class="cards">
      {heads.map((head) => (
        <li key={head.id}>
          <a href={link({ article: head.id })} lang={head.language ?? undefined}>
            <bdi class="name">{articleName(head)}</bdi>
          </a>
          <span class="quiet">{head.published ? dateText(head.published) : say("undated")}</span>
        </li>
      ))}
    </ul>
  );
}

export function ArticlesPage() {
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  const { value, error } = useLoaded(`articles ${cursors.length}`, () => Promise.all(cursors.map((cursor) => articles(LISTED, cursor))), true);
  const next = value?.at(-1)?.next;
  const heading = usePage(say("articles"));
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {say("articles")}
      </h1>
      {error ? <Problem error={error} /> : !value ? <Waiting /> : <ArticleList heads={value.flatMap((page) => page.articles)} />}
      {next && (
        <button type="button" onClick={() => setCursors([...cursors, next])}>
          {say("more")}
        </button>
      )}
    </>
  );
}

export function HomePage() {
  const { value } = useLoaded("health", health);
  const recent = useLoaded("recent", () => articles(RECENT));
  const often = useLoaded("often", () => mostMentioned(NAMED, OFTEN));
  const heading = usePage("Nyhendegraf");
  return (
    <div class="home">
      <h1 ref={heading} tabIndex={-1}>
        {say("home.title")}
      </h1>
      <p class="lead">{say("home.lead")}</p>
      <SearchBox label={say("home.search")} />
      {value && <p class="quiet">{say("home.size", { articles: count(value.articles, "articles.one", "articles.many") })}</p>}
      {often.value && often.value.entities.length > 0 && (
        <section aria-labelledby="often">
          <h2 id="often">{say("home.often")}</h2>
          <ul class="often">
            {often.value.entities.map((hit) => (
              <li key={hit.id}>
                <a class="button" href={link({ entity: hit.id })}>
                  <span class={`dot kind-${kindOf(hit.type)}`} aria-hidden="true" />
                  <bdi>{hit.label}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href={link({ disputed: "" })}>{say("contested")}</a>
      </p>
      {recent.error && <Problem error={recent.error} />}
      {recent.value && (
        <section aria-labelledby="recent">
          <div class="section-head">
            <h2 id="recent">{say("home.recent")}</h2>
            <a href={link({ articles: "" })}>{say("home.all")}</a>
          </div>
          <ArticleList heads={recent.value.articles} />
        </section>
      )}
    </div>
  );
}
