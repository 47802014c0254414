/** Adding an article, or a new version of one: what is found in it is shown before anything is stored. */

import { useRef, useState } from "preact/hooks";
import { go, link, useAddress } from "../address";
import { ApiError, article, type Difference, difference, type Draft, extract, store } from "../api";
import { say } from "../language";
import { useLoaded } from "../load";
import { ArticleBody, Headline } from "../parts/article";
import { Problem, Waiting } from "../parts/basics";
import { Differences } from "../parts/changes";
import { known } from "../parts/deciding";
import { FromAddress } from "../parts/fetch";
import type { Article, Fetched } from "../types";
import { usePage } from "./page";

const LONGEST = 200_000;

export function AddPage({ id }: { id: string }) {
  const heading = usePage(say("add"));
  const before = useLoaded(`article ${id}`, async () => (id ? article(id) : null));
  const [found, setFound] = useState<Fetched | null>(null);
  // A new version keeps the name of the one before, wherever it is from.
  const start = found ? { ...draftFrom(found), ...(id ? { id } : {}) } : before.value ? draftFrom(before.value) : null;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {say("add")}
      </h1>
      <p class="lead">{say("add.lead")}</p>
      <FromAddress onArticle={setFound} />
      {found && found.language !== null && !["nn", "nb"].includes(found.language) && <p class="problem">{say("fetch.foreign")}</p>}
      {before.error ? <Problem error={before.error} /> : before.loading && !before.value ? <Waiting /> : <Form key={`${id} ${found?.id ?? ""}`} start={start} />}
    </>
  );
}

/** The text without the headline, which has a field of its own. */
function textOf({ text, headline }: { text: string; headline: string | null }): string {
  return headline && text.startsWith(headline) ? text.slice(headline.length).trimStart() : text;
}

function draftFrom(article: Article | Fetched): Draft {
  const { id, headline, url } = article;
  const date = "published" in article ? article.published : article.date;
  return { text: textOf(article), id, ...(headline && { headline }), ...(date && { date }), ...(url && { url }) };
}

interface Preview {
  draft: Draft;
  article: Article;
  difference: Difference | null;
}

function Form({ start }: { start: Draft | null }) {
  const address = useAddress();
  const form = useRef<HTMLFormElement>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);

  const work = async (doing: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await doing();
    } catch (error) {
      setProblem(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const show = (event: Event) => {
    event.preventDefault();
    const draft = draftOf(form.current!);
    void work(async () => setPreview({ draft, article: await extract(draft), difference: await difference(draft) }));
  };
  const keep = (event: Event) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget as HTMLFormElement).get("token") as string;
    void work(async () => {
      const stored = await store(preview!.draft, token.trim(), preview!.difference !== null);
      go(link({ article: stored.id }));
    });
  };
  return (
    <>
      <form ref={form} class="add" onSubmit={show} onInput={() => setPreview(null)}>
        <label class="wide">
          {say("add.text")}
          <textarea name="text" rows={12} required maxLength={LONGEST} dir="auto" defaultValue={start?.text ?? ""} />
        </label>
        <label>
          {say("add.headline")}
          <input name="headline" maxLength={500} defaultValue={start?.headline ?? ""} />
        </label>
        <label>
          {say("add.date")}
          <input name="date" size={12} defaultValue={start?.date ?? ""} pattern="\d{4}(-\d{2}(-\d{2})?)?" placeholder={say("date.placeholder")} title={say("date.help")} />
        </label>
        <label>
          {say("add.id")}
          {/* That of an address may have been given by its source. */}
          <input name="id" maxLength={500} defaultValue={start?.id ?? ""} pattern={start ? undefined : "[\\p{L}\\p{N}][\\p{L}\\p{N}._\\-]*"} title={say("add.id.help")} />
        </label>
        {start?.url && <input type="hidden" name="url" value={start.url} />}
        <p class="wide">
          <button class="primary" disabled={busy}>
            {say("add.preview")}
          </button>
          <span role="status" class="quiet">
            {busy ? ` ${say("waiting")}` : ""}
          </span>
        </p>
      </form>
      {problem && (problem instanceof ApiError && problem.status === 404 ? <p class="problem">{say("add.unavailable")}</p> : <Problem error={problem} />)}
      {preview && (
        <section aria-labelledby="preview">
          {preview.difference && (
            <>
              <h2>{say("add.changes")}</h2>
              <Differences added={preview.difference.added} removed={preview.difference.removed} kept={preview.difference.kept} id="change" />
            </>
          )}
          <h2 id="preview">{say("add.found")}</h2>
          {preview.article.headline && (
            <h3 class="headline">
              <Headline article={preview.article} fact={address.get("fact")} stored={false} />
            </h3>
          )}
          <ArticleBody article={preview.article} fact={address.get("fact")} stored={false} />
          <form class="add" onSubmit={keep}>
            <label>
              {say("add.token")}
              <input name="token" type="password" autocomplete="off" required defaultValue={known.token} />
            </label>
            <p>
              <button class="primary" disabled={busy}>
                {preview.difference ? say("add.replace") : say("add.store")}
              </button>
              <span class="quiet"> {say("add.token.help")}</span>
            </p>
          </form>
        </section>
      )}
    </>
  );
}

function draftOf(form: HTMLFormElement): Draft {
  const draft: Draft = { text: "" };
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim()) {
      draft[name as keyof Draft] = value.trim();
    }
  }
  return draft;
}
