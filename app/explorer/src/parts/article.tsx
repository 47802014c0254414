/** An article's text beside the facts that are told in it; also for one that is not stored yet. */

import { useEffect, useRef } from "preact/hooks";
import { changed, current, link, written } from "../address";
import { statusOf } from "../claims";
import { count, say } from "../language";
import type { Article, Fact } from "../types";
import { articleName, Section } from "./basics";
import { Chips, Confidence, Statement } from "./claims";
import { RightOrWrong } from "./deciding";
import { blocks, MarkedBlock, marksOf, selecting } from "./text";

function selectedIn(article: Article, wanted: string | null): Fact | null {
  return article.facts.find((fact) => fact.id === wanted) ?? null;
}

/** The headline, marked like the text where the text begins with it. */
export function Headline({ article, fact, stored = true }: { article: Article; fact: string | null; stored?: boolean }) {
  const [first] = blocks(article.text);
  const selected = selectedIn(article, fact);
  return first && first.text === article.headline ? (
    <MarkedBlock block={first} marks={marksOf(article, selected)} selected={selected} stored={stored} />
  ) : (
    <>{articleName(article)}</>
  );
}

export function ArticleBody({ article, fact: wanted, stored = true }: {
  article: Article;
  fact: string | null;
  /** What is not has no pages to lead to. */
  stored?: boolean;
}) {
  const selected = selectedIn(article, wanted);
  const marks = marksOf(article, selected);
  const paragraphs = blocks(article.text).filter((block, index) => index > 0 || block.text !== article.headline);
  return (
    <div class="columns reading">
      <div>
        <p class="quiet small">{say("article.marks")}</p>
        <div class="article-text" lang={article.language ?? undefined} dir="auto">
          {paragraphs.map((block) => (
            <p key={block.begin}>
              <MarkedBlock block={block} marks={marks} selected={selected} stored={stored} />
            </p>
          ))}
        </div>
      </div>
      <aside>
        <Section
          title={count(article.facts.length, "facts.one", "facts.many")}
          id="facts"
          aside={selected ? <a href={written(changed(current(), { fact: null }))}>{say("article.unselect")}</a> : <></>}
        >
          {article.facts.length ? (
            <ol class="fact-list">
              {article.facts.map((fact) => (
                <FactItem key={fact.iri} fact={fact} selected={fact === selected} stored={stored} />
              ))}
            </ol>
          ) : (
            <p class="quiet">{say("article.nothing")}</p>
          )}
        </Section>
      </aside>
    </div>
  );
}

function FactItem({ fact, selected, stored }: { fact: Fact; selected: boolean; stored: boolean }) {
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const list = element.current?.parentElement;
    if (selected && list && element.current) {
      // Within the list only: the text scrolls to the words themselves.
      list.scrollTop = element.current.offsetTop - list.offsetTop - list.clientHeight / 3;
    }
  }, [selected]);
  return (
    <li ref={element} class={`claim status-${statusOf(fact)} ${selected ? "selected" : ""}`}>
      <div class="claim-line">
        <Statement fact={fact} stored={stored} />
        <Chips fact={fact} stored={stored} />
        <span class="fact-foot">
          <a class="why" href={selecting(fact)} aria-current={selected || undefined}>
            {say("article.show")}
            <span class="unseen">: {fact.label}</span>
          </a>
          {selected && stored && <a class="why" href={link({ event: fact.id })}>{say("event.more")}</a>}
          {stored && <RightOrWrong fact={fact} />}
          <Confidence value={fact.confidence} />
        </span>
      </div>
    </li>
  );
}
