/** When: bars of facts over time, and a stretch of it chosen by brushing or by writing its ends. */

import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { count, dateText, locale, say } from "../language";
import { type By, coarser, dateOf, floor, next, type Span, spanOf, timeOf, type Unit, unitFor, unitOf, valueOf } from "../time";
import type { Fact } from "../types";

const WIDTH = 1000;
const HEIGHT = 96;
const BASE = 70;
const TALLEST = 56;
const WIDEST = 28;
const DATE = "\\d{4}(-\\d{2}(-\\d{2})?)?";

interface Bin extends Span {
  facts: number;
}

interface Drawn {
  range: Span;
  unit: Unit;
  bins: Bin[];
  /** Times that are longer than a bin: lines instead of bars, for nobody knows where in them it happened. */
  long: Span[];
  most: number;
  dated: number;
}

function drawn(facts: readonly Fact[], by: By): Drawn | null {
  const spans = facts.map((fact) => spanOf(timeOf(fact, by))).filter((span) => span !== null);
  if (!spans.length) {
    return null;
  }
  const begin = Math.min(...spans.map((span) => span.begin));
  const end = Math.max(...spans.map((span) => span.end));
  // Where every time is longer than a bar would be, bars are of what the times are.
  const unit = coarser(unitFor(end - begin), unitOf(Math.min(...spans.map((span) => span.end - span.begin))));
  const bins: Bin[] = [];
  for (let day = floor(begin, unit); day < end; day = next(day, unit)) {
    bins.push({ begin: day, end: next(day, unit), facts: 0 });
  }
  const long: Span[] = [];
  for (const span of spans) {
    const bin = bins.find((each) => each.begin <= span.begin && span.end <= each.end);
    if (bin) {
      bin.facts += 1;
    } else {
      long.push(span);
    }
  }
  const range = { begin: bins[0]!.begin, end: bins.at(-1)!.end };
  return { range, unit, bins, long, most: Math.max(1, ...bins.map((bin) => bin.facts)), dated: spans.length };
}

export function Timeline({ facts, by, from, to, onRange, onBy }: {
  /** Null where only the ends can be chosen. */
  facts: readonly Fact[] | null;
  by: By;
  from: string | null;
  to: string | null;
  onRange: (from: string | null, to: string | null) => void;
  onBy: (by: By) => void;
}) {
  const picture = useMemo(() => drawn(facts ?? [], by), [facts, by]);
  const [brush, setBrush] = useState<[number, number] | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const id = useId();
  const undated = (facts?.length ?? 0) - (picture?.dated ?? 0);

  const x = (day: number) => (picture ? ((day - picture.range.begin) / (picture.range.end - picture.range.begin)) * WIDTH : 0);
  const dayAt = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return picture!.range.begin + share * (picture!.range.end - picture!.range.begin);
  };
  const finish = () => {
    if (brush && picture) {
      const [first, last] = brush[0] < brush[1] ? brush : [brush[1], brush[0]];
      // A mere click takes the choice back.
      const chosen = Math.abs(x(last) - x(first)) > 4;
      const end = Math.min(last, picture.range.end - 1);
      onRange(chosen ? valueOf(Math.floor(first), picture.unit) : null, chosen ? valueOf(Math.floor(end), picture.unit) : null);
    }
    setBrush(null);
  };
  const first = spanOf(from)?.begin ?? picture?.range.begin ?? 0;
  const last = spanOf(to)?.end ?? picture?.range.end ?? 0;
  const [left, right] = brush ? [Math.min(...brush), Math.max(...brush)] : [first, last];
  const narrowed = Boolean(brush ?? from ?? to);
  return (
    <div class="timeline">
      <div class="timeline-tools">
        <fieldset class="switch">
          <legend class="unseen">{say("timeline.by")}</legend>
          {(["event", "article"] as const).map((each) => (
            <label key={each}>
              <input type="radio" name={`${id}-by`} checked={by === each} onChange={() => onBy(each)} />
              <span>{say(`timeline.by.${each}`)}</span>
            </label>
          ))}
        </fieldset>
        <DateField label={say("from")} value={from} onValue={(value) => onRange(value, to)} />
        <DateField label={say("to")} value={to} onValue={(value) => onRange(from, value)} />
        {(from || to) && (
          <button type="button" onClick={() => onRange(null, null)}>
            {say("timeline.all")}
          </button>
        )}
      </div>
      {picture ? (
        <svg
          ref={svg}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={say("timeline.picture", { n: picture.dated, from: dateText(valueOf(picture.range.begin, picture.unit)), to: dateText(valueOf(picture.range.end - 1, picture.unit)) })}
          onPointerDown={(event) => {
            svg.current!.setPointerCapture(event.pointerId);
            setBrush([dayAt(event), dayAt(event)]);
          }}
          onPointerMove={(event) => brush && setBrush([brush[0], dayAt(event)])}
          onPointerUp={finish}
          onPointerCancel={() => setBrush(null)}
        >
          {picture.bins.filter((bin) => bin.facts).map((bin) => (
            <rect
              key={bin.begin}
              class={!narrowed || (bin.end > left && bin.begin < right) ? "bar" : "bar outside"}
              x={x(bin.begin) + Math.min(1, (x(bin.end) - x(bin.begin)) / 8)}
              width={Math.min(WIDEST, Math.max(3, x(bin.end) - x(bin.begin) - 2))}
              y={BASE - Math.max(4, (bin.facts / picture.most) * TALLEST)}
              height={Math.max(4, (bin.facts / picture.most) * TALLEST)}
            >
              <title>{`${dateText(valueOf(bin.begin, picture.unit))}: ${bin.facts}`}</title>
            </rect>
          ))}
          {picture.long.map((span, index) => (
            <line key={index} class="span" x1={x(span.begin)} x2={x(span.end)} y1={BASE + 6 + (index % 4) * 5} y2={BASE + 6 + (index % 4) * 5} />
          ))}
          <line class="axis" x1="0" x2={WIDTH} y1={BASE} y2={BASE} />
          {narrowed && <rect class="brush" x={x(left)} width={Math.max(2, x(right) - x(left))} y="2" height={BASE + 22} />}
        </svg>
      ) : (
        facts && <p class="quiet">{say("timeline.none")}</p>
      )}
      {picture && <Ticks picture={picture} />}
      {undated > 0 && <p class="quiet small">{count(undated, "timeline.undated.one", "timeline.undated.many")}</p>}
    </div>
  );
}

/** Below the picture and not in it, so that they are not stretched with it. */
function Ticks({ picture }: { picture: Drawn }) {
  const { begin, end } = picture.range;
  const stride = Math.ceil(picture.bins.length / 6);
  const format = new Intl.DateTimeFormat(locale(), {
    timeZone: "UTC",
    ...(picture.unit === "day" ? { day: "numeric", month: "short" } : picture.unit === "month" ? { month: "short", year: "numeric" } : { year: "numeric" }),
  });
  return (
    <div class="ticks" aria-hidden="true">
      {picture.bins.filter((_, index) => index % stride === 0 && index < picture.bins.length * 0.93).map((bin) => (
        <span key={bin.begin} style={{ left: `${((bin.begin - begin) / (end - begin)) * 100}%` }}>
          {format.format(dateOf(bin.begin))}
        </span>
      ))}
    </div>
  );
}

function DateField({ label, value, onValue }: { label: string; value: string | null; onValue: (value: string | null) => void }) {
  const [text, setText] = useState(value ?? "");
  useEffect(() => setText(value ?? ""), [value]);
  return (
    <label class="date">
      {label}
      <input
        type="text"
        inputMode="numeric"
        size={10}
        maxLength={10}
        pattern={DATE}
        placeholder={say("date.placeholder")}
        title={say("date.help")}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onChange={(event) => {
          const written = event.currentTarget.value.trim();
          if (!written || event.currentTarget.checkValidity()) {
            onValue(written || null);
          }
        }}
      />
    </label>
  );
}
