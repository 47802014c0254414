/** What a version of an article says that the one before it does not, and the other way round. */

import { claimsOf } from "../claims";
import { count, say } from "../language";
import type { Fact } from "../types";
import { Section } from "./basics";
import { ClaimList } from "./claims";

export function Differences({ added, removed, kept, id, past = false }: {
  added: readonly Fact[];
  removed: readonly Fact[];
  kept: number;
  /** Of the headings, which has to be another for each. */
  id: string;
  /** Whether it has happened already. */
  past?: boolean;
}) {
  const side = (title: string, name: string, facts: readonly Fact[]) => (
    <Section title={title} id={`${id}-${name}`} aside={<span class="quiet">{facts.length}</span>}>
      {/* What is new is not in the graph yet, or perhaps no longer; what goes has nothing to lead to afterwards. */}
      {facts.length ? <ClaimList claims={claimsOf(facts)} stored={false} /> : <p class="quiet">{say("add.none")}</p>}
    </Section>
  );
  return (
    <>
      {!past && <p class="quiet">{count(kept, "add.kept.one", "add.kept.many")}</p>}
      <div class="dispute">
        {side(say("add.added"), "added", added)}
        {side(say(past ? "past.removed" : "add.removed"), "removed", removed)}
      </div>
    </>
  );
}
