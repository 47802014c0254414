/** How two hang together, through whom and by which facts. */

import { useMemo } from "preact/hooks";
import { changed, go, link, useAddress } from "../address";
import { entity, paths } from "../api";
import { STATUSES, statusOf } from "../claims";
import { type Graph, type GraphEdge, type GraphNode, isSymmetric } from "../graph/model";
import { count, say } from "../language";
import { useLoaded } from "../load";
import { Problem, Section, TypeBadge, Waiting } from "../parts/basics";
import { Canvas } from "../parts/canvas";
import { ReportView } from "../parts/claims";
import { SearchBox } from "../parts/search";
import type { Path, Step } from "../types";
import { usePage } from "./page";

export function PathPage({ a, b }: { a: string; b: string }) {
  const address = useAddress();
  const from = useLoaded(`end ${a}`, async () => (a ? (await entity(a)).label : ""));
  const to = useLoaded(`end ${b}`, async () => (b ? (await entity(b)).label : ""));
  const heading = usePage(say("paths"));
  const set = (first: string, second: string) => go(changed(address, { path: [first, second] }));
  const wrong = from.error ?? to.error;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {say("paths")}
      </h1>
      <p class="lead">{say("path.lead")}</p>
      <div class="ends">
        <SearchBox label={say("path.from")} submit={false} value={from.value ?? ""} onChoose={(hit) => set(hit.id, b)} />
        <SearchBox label={say("path.to")} submit={false} value={to.value ?? ""} onChoose={(hit) => set(a, hit.id)} />
      </div>
      {wrong && <Problem error={wrong} />}
      {a && b && !wrong && <Found a={a} b={b} />}
    </>
  );
}

function Found({ a, b }: { a: string; b: string }) {
  const { value, error } = useLoaded(`paths ${a} ${b}`, () => paths(a, b));
  if (error) {
    return <Problem error={error} />;
  }
  if (!value) {
    return <Waiting />;
  }
  if (!value.paths.length) {
    return <p role="status">{say("path.none")}</p>;
  }
  return (
    <div class="columns paths">
      <div>
        {value.paths.map((path, index) => (
          <PathView key={path.nodes.map((node) => node.id).join(" ")} path={path} id={`path-${index}`} />
        ))}
      </div>
      <aside>
        <Section title={say("path.picture")} id="picture">
          <Picture paths={value.paths} ends={[a, b]} />
        </Section>
      </aside>
    </div>
  );
}

function PathView({ path, id }: { path: Path; id: string }) {
  return (
    <Section title={count(path.steps.length, "path.steps.one", "path.steps.many")} id={id}>
      <ol class="path">
        {path.nodes.map((node, index) => (
          <li key={node.id}>
            <p class="path-node">
              <a href={link({ entity: node.id })}>
                <bdi>{node.label}</bdi>
              </a>
              <TypeBadge type={node.type} />
            </p>
            {path.steps[index] && <StepView step={path.steps[index]} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function StepView({ step }: { step: Step }) {
  return (
    <div class="path-step">
      <p>
        {step.predicates.map((predicate) => (
          <span key={`${predicate.iri} ${predicate.forward}`} class="chip">
            <span aria-hidden="true">{predicate.forward ? "↓" : "↑"}</span> {predicate.label}
            {!predicate.forward && <span class="unseen"> {say("path.backward")}</span>}
          </span>
        ))}
      </p>
      {step.facts.map((report) => (
        <ReportView key={report.iri} report={report} />
      ))}
    </div>
  );
}

function Picture({ paths, ends }: { paths: readonly Path[]; ends: readonly string[] }) {
  const shown = useMemo(() => {
    const nodes = new Map<string, GraphNode>();
    const edges = new Map<string, GraphEdge>();
    for (const path of paths) {
      for (const node of path.nodes) {
        nodes.set(node.id, { id: node.id, label: node.label, type: node.type, degree: 2 });
      }
      for (const step of path.steps) {
        for (const { iri: predicate, label, forward } of step.predicates) {
          const [source, target] = forward ? [step.from.id, step.to.id] : [step.to.id, step.from.id];
          const id = [source, predicate, target].join(" ");
          const statuses = step.facts.map(statusOf);
          const status = STATUSES.find((each) => statuses.includes(each)) ?? "actual";
          edges.set(id, { id, source, target, label, predicate, category: "", symmetric: isSymmetric(predicate), status, facts: [], evidence: [], articles: 1, confidence: 1 });
        }
      }
    }
    const graph: Graph = { nodes: [...nodes.values()], edges: [...edges.values()] };
    return { graph, centres: new Set(ends), pinned: new Map(), selected: null };
  }, [paths]);
  const listener = useMemo(
    () => ({ onSelect: (id: string | null) => void (id && shown.graph.nodes.some((node) => node.id === id) && go(link({ entity: id }))), onExpand: () => undefined, onMove: () => undefined }),
    [shown],
  );
  return <Canvas shown={shown} listener={listener} onDrawing={() => undefined} label={say("graph.canvas")} />;
}
