/** An article from an address: the server gets it, and what is in it goes on as if it had been pasted. */

import { useState } from "preact/hooks";
import { fetched } from "../api";
import { say } from "../language";
import type { Fetched } from "../types";
import { Problem } from "./basics";
import { known } from "./deciding";

type Found = Awaited<ReturnType<typeof fetched>>;

export function FromAddress({ onArticle }: { onArticle: (article: Fetched) => void }) {
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const words = new FormData(event.currentTarget as HTMLFormElement);
    known.token = String(words.get("token")).trim();
    setBusy(true);
    setProblem(null);
    setFound(null);
    fetched(String(words.get("address")).trim(), known.token)
      .then((answer) => {
        setFound(answer);
        const [only, ...others] = answer.articles;
        if (only && !others.length) {
          onArticle(only);
        }
      }, setProblem)
      .finally(() => setBusy(false));
  };
  return (
    <details class="panel fetch">
      <summary>
        <h2>{say("fetch")}</h2>
      </summary>
      <p class="quiet">{say("fetch.help")}</p>
      <form class="add" onSubmit={submit}>
        <label class="wide">
          {say("fetch.address")}
          <input name="address" type="url" required maxLength={2000} pattern="https?://.+" placeholder="https://" autocomplete="off" spellcheck={false} />
        </label>
        <label>
          {say("fetch.token")}
          <input name="token" type="password" autocomplete="off" required defaultValue={known.token} />
        </label>
        <p>
          <button disabled={busy}>{say("fetch.get")}</button>
        </p>
      </form>
      <p role="status" class="quiet">
        {busy ? say("waiting") : found?.articles.length === 1 ? say("fetch.done") : ""}
      </p>
      {problem && <Problem error={problem} />}
      {found && found.articles.length > 1 && <Choice found={found} onArticle={onArticle} />}
      {found && found.errors.length > 0 && (
        <ul class="quiet small" lang="en">
          {found.errors.map((error, index) => (
            <li key={index}>{error.reason}</li>
          ))}
        </ul>
      )}
    </details>
  );
}

function Choice({ found, onArticle }: { found: Found; onArticle: (article: Fetched) => void }) {
  return (
    <>
      <p>
        {say("fetch.many", { n: found.articles.length })} {found.truncated && say("fetch.more")}
      </p>
      <ul class="plain scroll" tabIndex={0} aria-label={say("articles")}>
        {found.articles.map((article) => (
          <li key={article.id}>
            <button type="button" class="link" onClick={() => onArticle(article)}>
              <bdi lang={article.language ?? undefined}>{article.headline ?? article.id}</bdi>
            </button>{" "}
            {article.date && <span class="quiet">{article.date}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
