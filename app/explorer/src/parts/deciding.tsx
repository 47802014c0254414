/** Correcting the graph: two that are one, one that is two, a fact that is wrong; and taking that back. */

import { useState } from "preact/hooks";
import { decide, decisionsOn, undo, type Wanted } from "../api";
import { dateText, say } from "../language";
import { useLoaded } from "../load";
import type { Decision, Entity, Fact, Hit } from "../types";
import { Problem } from "./basics";
import { SearchBox } from "./search";

/** Who decides, and with which token: asked for once a visit, and kept nowhere else. */
const known = { by: "", token: "" };

/** Who else this is, and who not. */
export function WhoIsWho({ entity, onDecided }: { entity: Entity; onDecided: () => void }) {
  const [other, setOther] = useState<Hit | null>(null);
  const ids = [entity.id, ...entity.merged];
  return (
    <Deciding title={say("decide.who")} about={ids} onDecided={onDecided}>
      {(send) => (
        <>
          <SearchBox label={say("decide.other")} onChoose={setOther} submit={false} />
          {other && !ids.includes(other.id) && (
            <p>
              <button class="primary" onClick={send({ kind: "same", a: entity.id, b: other.id })}>
                {say("decide.same", { who: other.label })}
              </button>
            </p>
          )}
          {entity.merged.map((id) => (
            <p key={id}>
              <button onClick={send({ kind: "different", a: entity.id, b: id })}>{say("decide.different", { who: id })}</button>
            </p>
          ))}
        </>
      )}
    </Deciding>
  );
}

/** Whether a fact is wrong. */
export function RightOrWrong({ fact, onDecided }: { fact: Fact; onDecided: () => void }) {
  return (
    <>
      {fact.wrong && <p class="problem">{say("decide.is.wrong")}</p>}
      <Deciding title={say("decide.right")} about={[fact.id]} onDecided={onDecided}>
        {(send) =>
          !fact.wrong && (
            <p>
              <button class="primary" onClick={send({ kind: "wrong", a: fact.id })}>
                {say("decide.wrong")}
              </button>
            </p>
          )
        }
      </Deciding>
    </>
  );
}

type Send = (wanted: Pick<Wanted, "kind" | "a" | "b">) => (event: Event) => void;

function Deciding({ title, about, onDecided, children }: {
  title: string;
  /** The ids whose decisions are told. */
  about: readonly string[];
  onDecided: () => void;
  children: (send: Send) => preact.ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details class="deciding" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <Form about={about} onDecided={onDecided} children={children} />}
    </details>
  );
}

function Form({ about, onDecided, children }: { about: readonly string[]; onDecided: () => void; children: (send: Send) => preact.ComponentChildren }) {
  const { value, error } = useLoaded(`decisions ${about.join(" ")}`, () => decisionsOn(about));
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const work = (doing: (words: { by: string; because: string; token: string }) => Promise<unknown>) => (event: Event) => {
    event.preventDefault();
    const form = (event.currentTarget as HTMLButtonElement).form!;
    if (!form.reportValidity()) {
      return;
    }
    const words = new FormData(form);
    const text = (name: string) => String(words.get(name) ?? "").trim();
    Object.assign(known, { by: text("by"), token: text("token") });
    setBusy(true);
    setProblem(null);
    doing({ ...known, because: text("because") })
      .then(onDecided, setProblem)
      .finally(() => setBusy(false));
  };
  const send: Send = (wanted) => work(({ by, because, token }) => decide({ ...wanted, by, because }, token));
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      {error && <Problem error={error} />}
      <ul class="plain">
        {value?.map((decision) => (
          <li key={decision.id}>
            <Told decision={decision} /> <button onClick={work(({ by, token }) => undo(decision.id, by, token))}>{say("undo")}</button>
          </li>
        ))}
      </ul>
      <div class="add">
        <label>
          {say("decide.by")}
          <input name="by" required maxLength={200} defaultValue={known.by} autocomplete="name" />
        </label>
        <label>
          {say("decide.because")}
          <input name="because" maxLength={2000} />
        </label>
        <label>
          {say("add.token")}
          <input name="token" type="password" required autocomplete="off" defaultValue={known.token} />
        </label>
      </div>
      {children(send)}
      <p role="status" class="quiet">
        {busy ? say("waiting") : ""}
      </p>
      {problem && <Problem error={problem} />}
    </form>
  );
}

function Told({ decision }: { decision: Decision }) {
  const sign = decision.kind === "same" ? "=" : "≠";
  return (
    <>
      {decision.b ? (
        <>
          <bdi>{decision.a.label}</bdi> ({decision.a.id}) {sign} <bdi>{decision.b.label}</bdi> ({decision.b.id})
        </>
      ) : (
        say("decide.is.wrong")
      )}{" "}
      <span class="quiet">
        <bdi>{decision.by}</bdi>, {dateText(decision.time.slice(0, 10))}: <bdi>{decision.because}</bdi>
        {!decision.counts && ` ${say("decide.void")}`}
      </span>
    </>
  );
}
