/** Correcting the graph: two that are one, one that is two, a fact that is wrong; and taking that back. */

import { useEffect, useState } from "preact/hooks";
import { decide, decisionsOn, isUnlike, undo, type Wanted } from "../api";
import { dateText, say } from "../language";
import { useLoaded } from "../load";
import type { Decision, Entity, Fact, Hit } from "../types";
import { Problem } from "./basics";
import { SearchBox } from "./search";

/** Who decides, and with which token: asked for once a visit, and kept nowhere else. */
export const known = { by: "", token: "" };

/** What was decided last in this visit, with what it was decided on. */
let last: { decision: Decision; what: string } | null = null;
const listeners = new Set<() => void>();

function tell(decision: Decision | null, what: string): void {
  last = decision && { decision, what };
  listeners.forEach((listener) => listener());
}

/** Says what was decided last, wherever one has gone since, and takes it back: the fact itself is no longer listed. */
export function LastDecision() {
  const [shown, setShown] = useState(last);
  const [problem, setProblem] = useState<Error | null>(null);
  useEffect(() => {
    const listener = () => {
      setShown(last);
      setProblem(null);
    };
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  const back = () => void (shown && undo(shown.decision.id, known.by, known.token).then(() => tell(null, ""), setProblem));
  return (
    <div class="notice" role="status">
      {shown && (
        <div class="notice-box">
          <p>
            {say(shown.decision.kind === "wrong" ? "decide.is.wrong" : shown.decision.kind === "same" ? "decide.done.same" : "decide.done.different")}: <bdi>{shown.what}</bdi>
          </p>
          <button type="button" onClick={back}>
            {say("decide.undo")}
          </button>
          <button type="button" class="icon" aria-label={say("close")} title={say("close")} onClick={() => tell(null, "")}>
            ×
          </button>
          {problem && <Problem error={problem} />}
        </div>
      )}
    </div>
  );
}

/** Who else this is, and who not. */
export function WhoIsWho({ entity }: { entity: Entity }) {
  const [other, setOther] = useState<Hit | null>(null);
  const ids = [entity.id, ...entity.merged];
  return (
    <Deciding title={say("decide.who")} about={ids} what={other ? `${entity.label} – ${other.label}` : entity.label}>
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
export function RightOrWrong({ fact }: { fact: Fact }) {
  return (
    <Deciding title={say("decide.right")} about={[fact.id]} what={fact.label}>
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
  );
}

type Send = (wanted: Pick<Wanted, "kind" | "a" | "b">) => (event: Event) => void;

function Deciding({ title, about, what, children }: {
  title: string;
  /** The ids whose decisions are told. */
  about: readonly string[];
  /** What it is, for who hears only the title, and for what is said of it afterwards. */
  what: string;
  children: (send: Send) => preact.ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details class="deciding" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {title}
        <span class="unseen">: {what}</span>
      </summary>
      {open && <Form about={about} what={what} onDecided={() => setOpen(false)} children={children} />}
    </details>
  );
}

function Form({ about, what, onDecided, children }: {
  about: readonly string[];
  what: string;
  onDecided: () => void;
  children: (send: Send) => preact.ComponentChildren;
}) {
  const { value, error } = useLoaded(`decisions ${about.join(" ")}`, () => decisionsOn(about));
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Pick<Wanted, "kind" | "a" | "b"> | null>(null);
  const work = (doing: (words: { by: string; because: string; token: string }) => Promise<Decision | null>) => (event: Event) => {
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
      .then((made) => {
        onDecided();
        tell(made, what);
      }, setProblem)
      .finally(() => setBusy(false));
  };
  const send = (wanted: Pick<Wanted, "kind" | "a" | "b" | "force">) => {
    const sending = work(({ by, because, token }) => decide({ ...wanted, by, because }, token));
    return (event: Event) => {
      setRefused(wanted);
      sending(event);
    };
  };
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      {error && <Problem error={error} />}
      <ul class="plain">
        {value?.map((decision) => (
          <li key={decision.id}>
            <Told decision={decision} /> <button onClick={work(({ by, token }) => undo(decision.id, by, token).then(() => null))}>{say("undo")}</button>
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
      {refused && isUnlike(problem) && (
        <p>
          <button onClick={send({ ...refused, force: true })}>{say("decide.insist")}</button>
        </p>
      )}
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
