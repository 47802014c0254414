/** Adding an article: what would be found in it is shown before anything is stored. */

import { useRef, useState } from "preact/hooks";
import { go, link, useAddress } from "../address";
import { ApiError, type Draft, extract, store } from "../api";
import { say } from "../language";
import { ArticleBody, Headline } from "../parts/article";
import { Problem } from "../parts/basics";
import type { Article } from "../types";
import { usePage } from "./page";

const LONGEST = 200_000;

export function AddPage() {
  const address = useAddress();
  const heading = usePage(say("add"));
  const form = useRef<HTMLFormElement>(null);
  const [preview, setPreview] = useState<{ draft: Draft; article: Article } | null>(null);
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
    void work(async () => setPreview({ draft, article: await extract(draft) }));
  };
  const keep = (event: Event) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget as HTMLFormElement).get("token") as string;
    void work(async () => {
      const stored = await store(preview!.draft, token.trim());
      go(link({ article: stored.id }));
    });
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {say("add")}
      </h1>
      <p class="lead">{say("add.lead")}</p>
      <form ref={form} class="add" onSubmit={show} onInput={() => setPreview(null)}>
        <label class="wide">
          {say("add.text")}
          <textarea name="text" rows={12} required maxLength={LONGEST} dir="auto" />
        </label>
        <label>
          {say("add.headline")}
          <input name="headline" maxLength={500} />
        </label>
        <label>
          {say("add.date")}
          <input name="date" size={12} pattern="\d{4}(-\d{2}(-\d{2})?)?" placeholder={say("date.placeholder")} title={say("date.help")} />
        </label>
        <label>
          {say("add.id")}
          <input name="id" maxLength={100} pattern="[\p{L}\p{N}][\p{L}\p{N}._\-]*" title={say("add.id.help")} />
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
                {say("add.store")}
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
