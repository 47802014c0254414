/** The drawing in the page. The module that draws is fetched when the first graph is shown. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Drawing, Listener, Shown } from "../graph/draw";
import { say } from "../language";

const STEP = 60;

export function Canvas({ shown, ready = true, listener, onDrawing, label }: {
  shown: Shown;
  /** Whether `shown` is whole; it would be laid out twice otherwise. */
  ready?: boolean;
  listener: Listener;
  onDrawing: (drawing: Drawing | null) => void;
  label: string;
}) {
  const container = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [failed, setFailed] = useState<Error | null>(null);
  const latest = useRef(listener);
  latest.current = listener;

  useEffect(() => {
    let made: Drawing | null = null;
    let wanted = true;
    const restyle = () => made?.restyle();
    // How it draws depends on how much there is.
    if (!ready) {
      void import("../graph/draw");
      return undefined;
    }
    import("../graph/draw").then(
      (module) => {
        if (wanted && container.current) {
          made = new module.Drawing(container.current, {
            onSelect: (id) => latest.current.onSelect(id),
            onExpand: (id) => latest.current.onExpand(id),
            onMove: (id, place) => latest.current.onMove(id, place),
          }, shown.graph.nodes.length + shown.graph.edges.length);
          setDrawing(made);
          onDrawing(made);
          addEventListener("themechange", restyle);
        }
      },
      (error: Error) => setFailed(error),
    );
    return () => {
      wanted = false;
      removeEventListener("themechange", restyle);
      onDrawing(null);
      made?.close();
    };
  }, [ready]);
  useEffect(() => (ready ? drawing?.show(shown) : undefined), [drawing, shown, ready]);

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      ArrowLeft: () => drawing?.pan(STEP, 0),
      ArrowRight: () => drawing?.pan(-STEP, 0),
      ArrowUp: () => drawing?.pan(0, STEP),
      ArrowDown: () => drawing?.pan(0, -STEP),
      "+": () => drawing?.zoom(1.25),
      "-": () => drawing?.zoom(0.8),
      "0": () => drawing?.fit(),
    };
    const move = moves[event.key];
    if (move && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      move();
    }
  };
  return (
    <div class="canvas-frame">
      <div ref={container} class="canvas" role="application" aria-label={label} tabIndex={0} onKeyDown={onKeyDown} />
      <div class="canvas-tools">
        <button type="button" class="icon" aria-label={say("graph.closer")} title={say("graph.closer")} onClick={() => drawing?.zoom(1.25)}>+</button>
        <button type="button" class="icon" aria-label={say("graph.farther")} title={say("graph.farther")} onClick={() => drawing?.zoom(0.8)}>−</button>
        <button type="button" class="icon" aria-label={say("graph.fit")} title={say("graph.fit")} onClick={() => drawing?.fit()}>⤢</button>
      </div>
      {!drawing && <p class="canvas-waiting">{failed ? failed.message : say("waiting")}</p>}
    </div>
  );
}
