/** An article's text with its entities and events marked; each mark leads on. */

import { useEffect, useRef } from "preact/hooks";
import { changed, current, link, written } from "../address";
import { term } from "../language";
import type { Article, Fact, Mention } from "../types";
import { kindOf } from "./basics";
import { Marked, type Mark, type Piece } from "./marked";

type What = { mention: Mention } | { trigger: Fact } | { sentence: Fact } | { quotation: Fact };

export interface Block {
  begin: number;
  text: string;
}

/** The paragraphs of a text with their offsets in UTF-16 code units. */
export function blocks(text: string): Block[] {
  return [...text.matchAll(/[^\n]+/g)].map((found) => ({ begin: found.index, text: found[0] }));
}

export function marksOf(article: Article, selected: Fact | null): Mark<What>[] {
  const at = ([begin, end]: [number, number], what: What): Mark<What> => ({ begin, end, what });
  return [
    ...(selected ? [at(selected.sentence.utf16, { sentence: selected }), ...selected.quotations.map((q) => at(q.utf16, { quotation: selected }))] : []),
    ...article.mentions.map((mention) => at(mention.utf16, { mention })),
    ...article.facts.map((fact) => at(fact.trigger.utf16, { trigger: fact })),
  ];
}

/** Where a fact of the shown article is selected. */
export function selecting(fact: Fact): string {
  return written(changed(current(), { fact: fact.id }));
}

export function MarkedBlock({ block, marks, selected, stored }: { block: Block; marks: readonly Mark<What>[]; selected: Fact | null; stored: boolean }) {
  return (
    <Marked text={block.text} start={block.begin} marks={marks}>
      {(piece) => <PieceView key={piece.begin} piece={piece} selected={selected} stored={stored} />}
    </Marked>
  );
}

function PieceView({ piece, selected, stored }: { piece: Piece<What>; selected: Fact | null; stored: boolean }) {
  const whats = piece.marks.map((mark) => mark.what);
  // Words may tell several facts: choosing them again shows the next one.
  const told = whats.flatMap((what) => ("trigger" in what ? [what] : []));
  const trigger = told[(told.findIndex((what) => what.trigger === selected) + 1) % Math.max(1, told.length)];
  const mention = whats.findLast((what) => "mention" in what);
  const inSentence = whats.some((what) => "sentence" in what || "quotation" in what);
  const isSelected = whats.some((what) => "trigger" in what && what.trigger === selected);
  const classes = [inSentence && "in-sentence", isSelected && "selected"].filter(Boolean).join(" ");
  const innermost = whats.findLast((what) => what === trigger || what === mention);
  if (innermost && "trigger" in innermost) {
    return <Trigger fact={innermost.trigger} text={piece.text} classes={classes} selected={isSelected} />;
  }
  if (innermost && "mention" in innermost) {
    const { entity, label, type, utf16 } = innermost.mention;
    const look = `mention kind-${kindOf(type)} ${trigger ? "with-trigger" : ""} ${classes}`;
    const title = `${label} (${term("type", type)})`;
    if (!stored) {
      return (
        <span class={look} title={title}>
          {piece.text}
        </span>
      );
    }
    return (
      <a
        class={look}
        href={link({ entity })}
        title={title}
        // Of a mention that is cut in pieces, the first is enough for the keyboard.
        tabIndex={piece.begin === utf16[0] ? undefined : -1}
      >
        {piece.text}
      </a>
    );
  }
  return classes ? <span class={classes}>{piece.text}</span> : <>{piece.text}</>;
}

function Trigger({ fact, text, classes, selected }: { fact: Fact; text: string; classes: string; selected: boolean }) {
  const element = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (selected) {
      element.current?.scrollIntoView({ block: "center" });
    }
  }, [selected]);
  return (
    <a ref={element} class={`trigger ${classes}`} href={selecting(fact)} title={fact.label} aria-current={selected || undefined}>
      {text}
    </a>
  );
}
