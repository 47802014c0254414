/** Beside the drawing: what is selected, the filters, a list of everything shown, the legend and the files. */

import { link } from "../address";
import { claimsOf, type Status, STATUSES, statusOf } from "../claims";
import type { Drawing } from "../graph/draw";
import { download } from "../graph/files";
import { graphml } from "../graph/graphml";
import type { Graph, GraphEdge, GraphNode } from "../graph/model";
import type { State } from "../graph/state";
import { evidence } from "../graph/provider";
import { useLoaded } from "../load";
import { count, negated, percent, say, term } from "../language";
import type { Party } from "../types";
import { kindOf, KINDS, Problem, TypeBadge, Waiting } from "./basics";
import { ClaimList } from "./claims";

type Change = (parts: Partial<State>) => void;

export interface Actions {
  select: (id: string | null) => void;
  expand: (id: string) => void;
  collapse: (id: string) => void;
  hide: (id: string) => void;
  pin: (id: string) => void;
  unpin: (id: string) => void;
}

export function Selected({ node, edge, start, graph, state, actions, onClose }: {
  node: GraphNode | undefined;
  edge: GraphEdge | undefined;
  /** Where a path to the node may begin. */
  start: GraphNode | undefined;
  graph: Graph;
  state: State;
  actions: Actions;
  onClose: () => void;
}) {
  return (
    <section class="panel selected-panel" aria-labelledby="selected">
      <div class="section-head">
        <h2 id="selected">
          <bdi>{node ? node.label : say("graph.edge")}</bdi>
        </h2>
        <button type="button" class="icon" aria-label={say("close")} title={say("close")} onClick={onClose}>
          ×
        </button>
      </div>
      {node && <NodeDetails node={node} start={start} graph={graph} state={state} actions={actions} />}
      {edge && <EdgeDetails key={edge.id} edge={edge} />}
    </section>
  );
}

/** The sentences of an edge, asked for where only their ids are here. */
function EdgeDetails({ edge }: { edge: GraphEdge }) {
  const { value, error } = useLoaded(`evidence ${edge.id} ${edge.facts.map((fact) => fact.id).join(" ")}`, async () => (edge.facts.length ? edge.facts : evidence(edge.evidence)));
  if (error) {
    return <Problem error={error} />;
  }
  return value ? <ClaimList claims={claimsOf(value.filter((fact) => statusOf(fact) === edge.status))} open /> : <Waiting />;
}

function NodeDetails({ node, start, graph, state, actions }: { node: GraphNode; start: GraphNode | undefined; graph: Graph; state: State; actions: Actions }) {
  const centre = state.centres.includes(node.id);
  const labels = new Map(graph.nodes.map((each) => [each.id, each.label]));
  const edges = graph.edges.filter((edge) => edge.source === node.id || edge.target === node.id);
  return (
    <>
      <p>
        <TypeBadge type={node.type} /> <a href={link({ entity: node.id })}>{say("graph.page")}</a>
      </p>
      <p class="actions">
        {centre ? (
          <button type="button" disabled={state.centres.length === 1} onClick={() => actions.collapse(node.id)}>
            {say("graph.collapse")}
          </button>
        ) : (
          <button type="button" class="primary" onClick={() => actions.expand(node.id)}>
            {say("graph.expand")}
          </button>
        )}
        <button type="button" aria-pressed={state.pinned.has(node.id)} onClick={() => (state.pinned.has(node.id) ? actions.unpin : actions.pin)(node.id)}>
          {state.pinned.has(node.id) ? say("graph.unpin") : say("graph.pin")}
        </button>
        <button type="button" onClick={() => actions.hide(node.id)}>
          {say("graph.hide")}
        </button>
        {start && start.id !== node.id && (
          <a class="button" href={link({ path: [start.id, node.id] })}>
            {say("graph.path", { who: start.label })}
          </a>
        )}
      </p>
      <ul class="plain edges">
        {edges.map((edge) => (
          <li key={edge.id}>
            <button type="button" class="link" onClick={() => actions.select(edge.id)}>
              <EdgeName edge={edge} labels={labels} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function EdgeName({ edge, labels }: { edge: GraphEdge; labels: ReadonlyMap<string, string> }) {
  const label = edge.status === "denied" ? negated(edge.label) : edge.label;
  return (
    <span class={`edge-name status-${edge.status}`}>
      <bdi>{labels.get(edge.source)}</bdi> <b>{label}</b> <bdi>{labels.get(edge.target)}</bdi>
      {edge.status !== "actual" && <span class={`chip status-${edge.status}`}>{say(`status.${edge.status}`)}</span>}
      {edge.articles > 1 && <span class="chip">{count(edge.articles, "reports.one", "reports.many")}</span>}
    </span>
  );
}

export function FilterPanel({ state, categories, sources, onChange }: {
  state: State;
  categories: readonly string[];
  sources: readonly Party[];
  onChange: Change;
}) {
  const named = categories.map((name) => ({ name, label: term("class", name) })).sort((a, b) => a.label.localeCompare(b.label));
  const flip = <T,>(values: readonly T[], value: T): T[] => (values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);
  const active = state.categories.length > 0 || state.statuses.length < STATUSES.length || state.confidence > 0 || state.source !== null || state.from !== null || state.to !== null || state.hidden.length > 0 || state.withoutKinds.length > 0;
  return (
    <details class="panel" open>
      <summary>
        <h2>{say("filters")}</h2>
      </summary>
      <fieldset>
        <legend>{say("filter.status")}</legend>
        {STATUSES.map((status: Status) => (
          <label key={status} class="check">
            <input type="checkbox" checked={state.statuses.includes(status)} onChange={() => onChange({ statuses: STATUSES.filter((each) => flip(state.statuses, status).includes(each)) })} />
            <span class={`sample line-${status}`} aria-hidden="true" /> {say(`status.${status}`)}
          </label>
        ))}
      </fieldset>
      <label class="row">
        {say("filter.confidence")}
        <input
          type="range"
          min={0}
          max={0.95}
          step={0.05}
          value={state.confidence}
          aria-valuetext={percent(state.confidence)}
          onChange={(event) => onChange({ confidence: Number(event.currentTarget.value) })}
        />
        <output>{percent(state.confidence)}</output>
      </label>
      <label class="row">
        {say("filter.source")}
        <select value={state.source ?? ""} onChange={(event) => onChange({ source: event.currentTarget.value || null })}>
          <option value="">{say("filter.all")}</option>
          <option value="article">{say("source.article")}</option>
          {sources.map((source) => (
            <option key={source.id} value={source.id!}>
              {source.label}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="classes">
        <legend>{say("filter.class")}</legend>
        {named.map(({ name, label }) => (
          <button key={name} type="button" class="chip-button" aria-pressed={state.categories.includes(name)} onClick={() => onChange({ categories: flip(state.categories, name) })}>
            {label}
          </button>
        ))}
      </fieldset>
      {active && (
        <button type="button" onClick={() => onChange({ categories: [], statuses: STATUSES, confidence: 0, source: null, from: null, to: null, hidden: [], withoutKinds: [] })}>
          {say("filter.reset")}
        </button>
      )}
    </details>
  );
}

/** The same as the drawing, for those who do not see it or do not point. */
export function Elements({ graph, state, onSelect, onShow }: {
  graph: Graph;
  state: State;
  onSelect: (id: string) => void;
  onShow: (id: string) => void;
}) {
  const labels = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const nodes = [...graph.nodes].sort((a, b) => b.degree - a.degree || a.label.localeCompare(b.label));
  const edges = [...graph.edges].sort((a, b) => b.articles - a.articles);
  return (
    <details class="panel">
      <summary>
        <h2>{say("graph.list")}</h2>
      </summary>
      {state.hidden.length > 0 && (
        <>
          <h3>{say("graph.hidden")}</h3>
          <ul class="plain">
            {state.hidden.map((id) => (
              <li key={id}>
                <bdi>{id.split("/").at(-1)}</bdi>{" "}
                <button type="button" class="link" onClick={() => onShow(id)}>
                  {say("graph.show")}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{count(nodes.length, "nodes.one", "nodes.many")}</h3>
      <ul class="plain scroll" tabIndex={0} aria-label={say("graph.nodes")}>
        {nodes.map((node) => (
          <li key={node.id}>
            <button type="button" class="link" aria-pressed={state.selected === node.id} onClick={() => onSelect(node.id)}>
              <span class={`dot kind-${kindOf(node.type)}`} aria-hidden="true" /> <bdi>{node.label}</bdi> <span class="quiet">{node.degree}</span>
            </button>
          </li>
        ))}
      </ul>
      <h3>{count(edges.length, "edges.one", "edges.many")}</h3>
      <ul class="plain scroll" tabIndex={0} aria-label={say("graph.edges")}>
        {edges.map((edge) => (
          <li key={edge.id}>
            <button type="button" class="link" aria-pressed={state.selected === edge.id} onClick={() => onSelect(edge.id)}>
              <EdgeName edge={edge} labels={labels} />
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the colours and shapes mean; each kind can be left out. */
export function Legend({ state, graph, onChange }: { state: State; graph: Graph; onChange: Change }) {
  const numbers = new Map(KINDS.map((kind) => [kind, graph.nodes.filter((node) => kindOf(node.type) === kind).length]));
  return (
    <div class="legend" role="group" aria-label={say("legend")}>
      {KINDS.filter((kind) => numbers.get(kind) || state.withoutKinds.includes(kind)).map((kind) => (
        <label key={kind} class="check">
          <input
            type="checkbox"
            checked={!state.withoutKinds.includes(kind)}
            onChange={(event) => onChange({ withoutKinds: event.currentTarget.checked ? state.withoutKinds.filter((each) => each !== kind) : [...state.withoutKinds, kind] })}
          />
          <span class={`dot kind-${kind}`} aria-hidden="true" /> {say(`kind.${kind}`)} <span class="quiet">{numbers.get(kind)}</span>
        </label>
      ))}
    </div>
  );
}

export function Exports({ graph, drawing, name }: { graph: Graph; drawing: Drawing | null; name: string }) {
  const save = (content: string, type: string, suffix: string) => download(new Blob([content], { type }), `${name}.${suffix}`);
  return (
    <div class="exports" role="group" aria-label={say("graph.files")}>
      <button type="button" disabled={!drawing} onClick={() => void drawing?.png().then((blob) => download(blob, `${name}.png`))}>
        PNG
      </button>
      <button type="button" disabled={!drawing} onClick={() => void import("../graph/svg").then(({ svg }) => drawing && save(svg(drawing.core), "image/svg+xml", "svg"))}>
        SVG
      </button>
      <button type="button" disabled={!drawing} onClick={() => drawing && save(graphml(graph, drawing.positions()), "application/graphml+xml", "graphml")}>
        GraphML
      </button>
    </div>
  );
}
