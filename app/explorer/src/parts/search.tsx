/** Search as one types: a combobox after the ARIA Authoring Practices. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { go, link } from "../address";
import { search } from "../api";
import { say } from "../language";
import type { Hit } from "../types";
import { TypeBadge } from "./basics";

const PAUSE_MS = 120;
const SHOWN = 8;

export function SearchBox({ label, onChoose, value = "", submit = true }: {
  label: string;
  /** What becomes of an entity that is chosen; without it, its page is shown. */
  onChoose?: (hit: Hit) => void;
  value?: string;
  /** Whether Enter without a choice lists everything that is found. */
  submit?: boolean;
}) {
  const [text, setText] = useState(value);
  const [hits, setHits] = useState<Hit[]>([]);
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState("");
  const typed = useRef(false);
  const id = useId();

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const wanted = text.trim();
    if (!typed.current || !wanted) {
      setHits([]);
      setOpen(false);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(() => {
      search(wanted, SHOWN, asking.signal).then(
        (found) => {
          setHits(found.entities);
          setActive(-1);
          setOpen(true);
          setTold(found.entities.length ? say("search.found", { n: found.entities.length }) : say("search.none"));
        },
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [text]);

  const choose = (hit: Hit) => {
    typed.current = false;
    setOpen(false);
    setText(onChoose ? hit.label : "");
    if (onChoose) {
      onChoose(hit);
    } else {
      go(link({ entity: hit.id }));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step && hits.length) {
      event.preventDefault();
      setOpen(true);
      setActive((active + step + hits.length + (active < 0 && step < 0 ? 1 : 0)) % hits.length);
    } else if (event.key === "Escape") {
      setOpen(false);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const hit = open ? hits[active] : undefined;
      const only = onChoose ? hits[0] : undefined;
      if (hit ?? only) {
        choose((hit ?? only)!);
      } else if (submit && text.trim()) {
        typed.current = false;
        setOpen(false);
        go(link({ q: text.trim() }));
      }
    }
  };
  return (
    <div class="search" role="search" onBlurCapture={(event) => {
      if (!(event.currentTarget as Element).contains(event.relatedTarget as Node | null)) {
        setOpen(false);
      }
    }}>
      <label class="unseen" for={id}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        maxLength={500}
        placeholder={label}
        aria-expanded={open && hits.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        value={text}
        onInput={(event) => {
          typed.current = true;
          setText(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!open || !hits.length}>
        {hits.map((hit, index) => (
          <li
            key={hit.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(hit)}
          >
            <bdi class="name">{hit.label}</bdi>
            <TypeBadge type={hit.type} />
          </li>
        ))}
      </ul>
      {open && !hits.length && <p class="search-none">{say("search.none")}</p>}
      <span class="unseen" role="status">
        {open ? told : ""}
      </span>
    </div>
  );
}
