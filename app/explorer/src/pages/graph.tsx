/** The network around one or several: what is shown, filtered, pinned and selected stands in the address. */

import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import { go, link, undoable, useAddress } from "../address";
import type { Drawing } from "../graph/draw";
import { accepts, enriched, graphOf, sourcesOf, without } from "../graph/model";
import { EVERYTHING, type Loading, neighbourhoods, surroundings } from "../graph/provider";
import { LIMITS, type State, stateOf, withState } from "../graph/state";
import { count, say } from "../language";
import { useLoaded } from "../load";
import { kindOf, Problem, Waiting } from "../parts/basics";
import { Canvas } from "../parts/canvas";
import { Elements, Exports, FilterPanel, Legend, Selected } from "../parts/graph-panels";
import { SearchBox } from "../parts/search";
import { Timeline } from "../parts/timeline";
import { usePage } from "./page";

export function GraphPage() {
  const address = useAddress();
  const state = useMemo(() => stateOf(address), [address]);
  const key = state.centres.join(" ");
  const { value, error, loading } = useLoaded(`graph ${key}`, () => neighbourhoods(state.centres), true);
  const name = value?.centres.map((centre) => centre.label).slice(0, 3).join(", ");
  const title = state.centres.includes(EVERYTHING) ? say("graph.whole") : name ? say("graph.title", { name }) : null;
  const heading = usePage(state.centres.length ? title : say("graph"));
  if (!state.centres.length) {
    return (
      <div class="home">
        <h1 ref={heading} tabIndex={-1}>
          {say("graph")}
        </h1>
        <p class="lead">{say("graph.start")}</p>
        <SearchBox label={say("graph.choose")} submit={false} onChoose={(hit) => go(withState(address, { centres: [hit.id] }))} />
        <p>
          <a class="button" href={link({ graph: EVERYTHING })}>
            {say("graph.whole.show")}
          </a>
        </p>
      </div>
    );
  }
  if (error) {
    return <Problem error={error} />;
  }
  if (!value) {
    return <Waiting />;
  }
  return <Network state={state} address={address} loaded={value} loading={loading} heading={heading} title={title ?? ""} />;
}

function Network({ state, address, loaded, loading, heading, title }: {
  state: State;
  address: URLSearchParams;
  loaded: Loading;
  loading: boolean;
  heading: ReturnType<typeof usePage>;
  title: string;
}) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const change = useCallback((parts: Partial<State>) => go(withState(new URLSearchParams(location.search), parts), { step: true }), []);
  const select = useCallback((selected: string | null) => go(withState(new URLSearchParams(location.search), { selected }), { replace: true }), []);

  // Selecting does not change what is drawn, and must not lay it out anew.
  const shape = useMemo(() => JSON.stringify({ ...state, selected: null, pinned: null }), [state]);
  const pinKey = address.getAll("pin").join(" ");
  const pinned = useMemo(() => state.pinned, [pinKey]);
  const centres = useMemo(() => new Set(state.centres.filter((id) => id !== EVERYTHING)), [shape]);
  const timed = useMemo(() => loaded.facts.filter((fact) => accepts({ ...state, from: null, to: null }, fact)), [loaded, shape]);
  const whole = state.centres.includes(EVERYTHING);
  const around = useLoaded(`around ${shape}`, () => surroundings(state.centres, state), true);
  const graph = useMemo(() => {
    const hidden = new Set(state.hidden);
    const own = graphOf(loaded.facts.filter((fact) => accepts(state, fact)), centres);
    for (const centre of loaded.centres) {
      if (!own.nodes.some((node) => node.id === centre.id)) {
        own.nodes.push({ id: centre.id, label: centre.label, type: centre.type, degree: 0 });
      }
    }
    const types = new Map(loaded.centres.map((centre) => [centre.id, centre.type]));
    own.nodes = own.nodes.map((node) => ({ ...node, type: types.get(node.id) ?? node.type }));
    const all = around.value ? enriched(own, around.value, state.statuses, centres, whole) : own;
    return without(all, (node) => hidden.has(node.id) || (!centres.has(node.id) && state.withoutKinds.includes(kindOf(node.type))), centres);
  }, [loaded, shape, around.value]);
  const shown = useMemo(() => ({ graph, centres, pinned, selected: state.selected }), [graph, centres, pinned, state.selected]);

  const actions = {
    select,
    expand: (id: string) => change({ centres: [...state.centres, id] }),
    collapse: (id: string) => change({ centres: state.centres.filter((each) => each !== id) }),
    hide: (id: string) => change({ hidden: [...state.hidden, id], selected: null }),
    pin: (id: string) => {
      const place = drawing?.positions().get(id);
      if (place) {
        change({ pinned: new Map([...state.pinned, [id, place]]) });
      }
    },
    unpin: (id: string) => change({ pinned: new Map([...state.pinned].filter(([each]) => each !== id)) }),
  };
  const toggle = (id: string) => (whole ? go(link({ graph: id })) : centres.has(id) ? state.centres.length > 1 && actions.collapse(id) : actions.expand(id));
  const listener = useRef({ onSelect: select, onExpand: toggle, onMove: (_: string, __: { x: number; y: number }) => undefined as void });
  listener.current = { onSelect: select, onExpand: toggle, onMove: (id, place) => change({ pinned: new Map([...state.pinned, [id, place]]) }) };

  const more = LIMITS.find((limit) => limit > state.limit);
  const node = graph.nodes.find((each) => each.id === state.selected);
  // Of two that are chosen one after the other, the first is where a path begins.
  const chosen = useRef<string[]>([]);
  if (node && chosen.current.at(-1) !== node.id) {
    chosen.current = [...chosen.current, node.id].slice(-2);
  }
  const start = graph.nodes.find((each) => each.id === (chosen.current.length > 1 ? chosen.current[0] : state.centres[0]));
  const edge = graph.edges.find((each) => each.id === state.selected);
  // Those that a filter has left out can still be chosen.
  const seen = useRef(new Set<string>());
  [...loaded.facts, ...(around.value?.edges ?? [])].forEach((each) => seen.current.add(each.class));
  state.categories.forEach((name) => seen.current.add(name));
  const sources = useMemo(() => sourcesOf(loaded.facts), [loaded]);
  return (
    <div class="graph-page">
      <header class="graph-head">
        <h1 ref={heading} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h1>
        <span class="quiet" role="status">
          {loading || around.loading ? say("waiting") : say("graph.size", { nodes: count(graph.nodes.length, "nodes.one", "nodes.many"), edges: count(graph.edges.length, "edges.one", "edges.many") })}
        </span>
        <div class="graph-tools">
          <SearchBox label={say("graph.add")} submit={false} onChoose={(hit) => change({ centres: [...state.centres, hit.id], selected: hit.id })} />
          <button type="button" disabled={undoable() === 0} onClick={() => history.back()}>
            {say("undo")}
          </button>
          <Exports graph={graph} drawing={drawing} name={state.centres[0]?.split("/").at(-1) ?? "graf"} />
        </div>
      </header>
      <div class="graph-body">
        <div class="graph-main">
          {around.error && <Problem error={around.error} />}
          {around.value?.truncated && (
            <p class="quiet small">
              {say("graph.truncated", { n: around.value.nodes.length })}{" "}
              {whole && more && (
                <button type="button" class="link" onClick={() => change({ limit: more })}>
                  {say("more")}
                </button>
              )}
            </p>
          )}
          <Canvas shown={shown} key={whole ? `whole ${state.limit}` : "around"} ready={around.value !== null || around.error !== null} listener={listener.current} onDrawing={setDrawing} label={say("graph.canvas")} />
          <Legend state={state} graph={graph} onChange={change} />
          <Timeline
            facts={whole ? null : timed}
            by={state.by}
            from={state.from}
            to={state.to}
            onRange={(from, to) => change({ from, to })}
            onBy={(by) => change({ by, from: null, to: null })}
          />
        </div>
        <aside class="graph-side">
          {(node || edge) && (
            <Selected
              node={node}
              edge={edge}
              graph={graph}
              start={start}
              state={state}
              actions={actions}
              onClose={() => select(null)}
            />
          )}
          <FilterPanel state={state} categories={[...seen.current]} sources={sources} onChange={change} />
          <Elements graph={graph} state={state} onSelect={(id) => { select(id); drawing?.centre(id); }} onShow={(id) => change({ hidden: state.hidden.filter((each) => each !== id) })} />
        </aside>
      </div>
    </div>
  );
}
