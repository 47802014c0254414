/** The network around one or several: what is shown, filtered, pinned and selected stands in the address. */

import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import { go, undoable, useAddress } from "../address";
import { claimsOf } from "../claims";
import type { Drawing } from "../graph/draw";
import { accepts, graphOf, sourcesOf, without } from "../graph/model";
import { type Loading, neighbourhoods } from "../graph/provider";
import { type State, stateOf, withState } from "../graph/state";
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
  const heading = usePage(state.centres.length ? (name ? say("graph.title", { name }) : null) : say("graph"));
  if (!state.centres.length) {
    return (
      <div class="home">
        <h1 ref={heading} tabIndex={-1}>
          {say("graph")}
        </h1>
        <p class="lead">{say("graph.start")}</p>
        <SearchBox label={say("graph.choose")} submit={false} onChoose={(hit) => go(withState(address, { centres: [hit.id] }))} />
      </div>
    );
  }
  if (error) {
    return <Problem error={error} />;
  }
  if (!value) {
    return <Waiting />;
  }
  return <Network state={state} address={address} loaded={value} loading={loading} heading={heading} name={name ?? ""} />;
}

function Network({ state, address, loaded, loading, heading, name }: {
  state: State;
  address: URLSearchParams;
  loaded: Loading;
  loading: boolean;
  heading: ReturnType<typeof usePage>;
  name: string;
}) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const change = useCallback((parts: Partial<State>) => go(withState(new URLSearchParams(location.search), parts), { step: true }), []);
  const select = useCallback((selected: string | null) => go(withState(new URLSearchParams(location.search), { selected }), { replace: true }), []);

  // Selecting does not change what is drawn, and must not lay it out anew.
  const shape = useMemo(() => JSON.stringify({ ...state, selected: null, pinned: null }), [state]);
  const pinKey = address.getAll("pin").join(" ");
  const pinned = useMemo(() => state.pinned, [pinKey]);
  const centres = useMemo(() => new Set(state.centres), [shape]);
  const timed = useMemo(() => loaded.facts.filter((fact) => accepts({ ...state, from: null, to: null }, fact)), [loaded, shape]);
  const graph = useMemo(() => {
    const hidden = new Set(state.hidden);
    const whole = graphOf(loaded.facts.filter((fact) => accepts(state, fact)), centres);
    for (const centre of loaded.centres) {
      if (!whole.nodes.some((node) => node.id === centre.id)) {
        whole.nodes.push({ id: centre.id, label: centre.label, type: centre.type, degree: 0 });
      }
    }
    const types = new Map(loaded.centres.map((centre) => [centre.id, centre.type]));
    whole.nodes = whole.nodes.map((node) => ({ ...node, type: types.get(node.id) ?? node.type }));
    return without(whole, (node) => hidden.has(node.id) || (!centres.has(node.id) && state.withoutKinds.includes(kindOf(node.type))), centres);
  }, [loaded, shape]);
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
  const toggle = (id: string) => (centres.has(id) ? state.centres.length > 1 && actions.collapse(id) : actions.expand(id));
  const listener = useRef({ onSelect: select, onExpand: toggle, onMove: (_: string, __: { x: number; y: number }) => undefined as void });
  listener.current = { onSelect: select, onExpand: toggle, onMove: (id, place) => change({ pinned: new Map([...state.pinned, [id, place]]) }) };

  const node = graph.nodes.find((each) => each.id === state.selected);
  const edge = graph.edges.find((each) => each.id === state.selected);
  const categories = useMemo(() => [...new Set(loaded.facts.map((fact) => fact.class))], [loaded]);
  const sources = useMemo(() => sourcesOf(loaded.facts), [loaded]);
  return (
    <div class="graph-page">
      <header class="graph-head">
        <h1 ref={heading} tabIndex={-1}>
          <bdi>{say("graph.title", { name })}</bdi>
        </h1>
        <span class="quiet" role="status">
          {loading ? say("waiting") : say("graph.size", { nodes: count(graph.nodes.length, "nodes.one", "nodes.many"), edges: count(graph.edges.length, "edges.one", "edges.many") })}
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
          <Canvas shown={shown} listener={listener.current} onDrawing={setDrawing} label={say("graph.canvas")} />
          <Legend state={state} graph={graph} onChange={change} />
          <Timeline
            facts={timed}
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
              claims={edge ? claimsOf(edge.facts) : []}
              state={state}
              actions={actions}
              onClose={() => select(null)}
            />
          )}
          <FilterPanel state={state} categories={categories} sources={sources} onChange={change} />
          <Elements graph={graph} state={state} onSelect={(id) => { select(id); drawing?.centre(id); }} onShow={(id) => change({ hidden: state.hidden.filter((each) => each !== id) })} />
        </aside>
      </div>
    </div>
  );
}
