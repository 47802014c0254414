/** When an article was added, and what its last versions changed. */

import { past } from "../api";
import { momentText, say } from "../language";
import { useLoaded } from "../load";
import type { Article, Change, Past } from "../types";
import { Section } from "./basics";
import { Differences } from "./changes";

/** Nothing where the server keeps no account. */
export function usePast(article: Article | null): Past | null {
  return useLoaded(`past ${article?.id ?? ""}`, async () => (article ? past(article.id) : null)).value;
}

/** For the head of the page. */
export function PastLine({ past }: { past: Past | null }) {
  if (!past?.added && !past?.changed) {
    return null;
  }
  return (
    <>
      {past.added && <span>{say("past.added", { when: momentText(past.added) })}</span>}
      {past.changed ? <a href="#changes">{say("past.changed", { when: momentText(past.changed) })}</a> : <span>{say("past.unchanged")}</span>}
    </>
  );
}

export function PastSection({ past }: { past: Past | null }) {
  if (!past?.changes.length) {
    return null;
  }
  return (
    <Section title={say("past")} id="changes">
      {past.changes.map((change, index) => (
        <details key={change.time} class="change" open={index === 0}>
          <summary>
            <time dateTime={change.time}>{momentText(change.time)}</time>{" "}
            <span class="quiet">{say("past.numbers", { added: change.added.length, removed: change.removed.length })}</span>
          </summary>
          <ChangeView change={change} id={`change-${index}`} />
        </details>
      ))}
    </Section>
  );
}

function ChangeView({ change, id }: { change: Change; id: string }) {
  return (
    <>
      {change.headline_before && (
        <p>
          {say("past.headline")} <del dir="auto">{change.headline_before}</del>
        </p>
      )}
      <Differences added={change.added} removed={change.removed} kept={change.kept} id={id} past />
      {(change.lines_added.length > 0 || change.lines_removed.length > 0) && (
        <details class="lines">
          <summary>{say("past.text")}</summary>
          {change.lines_removed.map((line, index) => (
            <p key={`removed ${index}`} dir="auto">
              <del>{line}</del>
            </p>
          ))}
          {change.lines_added.map((line, index) => (
            <p key={`added ${index}`} dir="auto">
              <ins>{line}</ins>
            </p>
          ))}
        </details>
      )}
    </>
  );
}
