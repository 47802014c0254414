/** Adding an article, or a new version of one: what is found in it is shown before anything is stored. */

import { useRef, useState } from "preact/hooks";
import { go, link, useAddress } from "../address";
import { ApiError, article, type Difference, difference, type Draft, extract, store } from "../api";
import { claimsOf } from "../claims";
import { count, say } from "../language";
import { useLoaded } from "../load";
import { ArticleBody, Headline } from "../parts/article";
import { Problem, Section, Waiting } from "../parts/basics";
import { ClaimList } from "../parts/claims";
import type { Article } from "../types";
import { usePage } from "./page";

const LONGEST = 200_000;

export function AddPage({ id }: { id: string }) {
  const heading = usePage(say("add"));
  const before = useLoaded(`article ${id}`, async () => (id ? article(id) : null));
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {say("add")}
      </h1>
      <p class="lead">{say("add.lead")}</p>
      {before.error ? <Problem error={before.error} /> : before.loading ? <Waiting /> : <Form before={before.value} />}
    </>
  );
}

/** The text without the headline, which has a field of its own. */
function textOf({ text, headline }: Article): string {
  return headline && text.startsWith(headline) ? text.slice(headline.length).trimStart() : text;
}

interface Preview {
  draft: Draft;
  article: Article;
  difference: Difference | null;
}

function Form({ before }: { before: Article | null }) {
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
          <textarea name="text" rows={12} required maxLength={LONGEST} dir="auto" defaultValue={before ? textOf(before) : ""} />
        </label>
        <label>
          {say("add.headline")}
          <input name="headline" maxLength={500} defaultValue={before?.headline ?? ""} />
        </label>
        <label>
          {say("add.date")}
          <input name="date" size={12} defaultValue={before?.published ?? ""} pattern="\d{4}(-\d{2}(-\d{2})?)?" placeholder={say("date.placeholder")} title={say("date.help")} />
        </label>
        <label>
          {say("add.id")}
          <input name="id" maxLength={100} defaultValue={before?.id ?? ""} pattern="[\p{L}\p{N}][\p{L}\p{N}._\-]*" title={say("add.id.help")} />
        </label>
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
          {preview.difference && <Changes difference={preview.difference} />}
          <h2 id="preview">{say("add.found")}</h2>
          {preview.article.headline && (
            <h3 class="headline">
              <Headline article={preview.article} fact={address.get("fact")} />
            </h3>
          )}
          <ArticleBody article={preview.article} fact={address.get("fact")} />
          <form class="add" onSubmit={keep}>
            <label>
              {say("add.token")}
              <input name="token" type="password" autocomplete="off" required />
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

/** What a new version changes: facts that only it tells, and those that it does not tell any more. */
function Changes({ difference }: { difference: Difference }) {
  const side = (title: string, id: string, facts: Difference["added"]) => (
    <Section title={title} id={id} aside={<span class="quiet">{facts.length}</span>}>
      {facts.length ? <ClaimList claims={claimsOf(facts)} /> : <p class="quiet">{say("add.none")}</p>}
    </Section>
  );
  return (
    <>
      <h2>{say("add.changes")}</h2>
      <p class="quiet">{count(difference.kept, "add.kept.one", "add.kept.many")}</p>
      <div class="dispute">
        {side(say("add.added"), "added", difference.added)}
        {side(say("add.removed"), "removed", difference.removed)}
      </div>
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
