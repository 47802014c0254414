import { link, useAddress } from "../address";
import { article, wrongIn } from "../api";
import { dateText, LANGUAGES, say } from "../language";
import { useLoaded } from "../load";
import { ArticleBody, Headline } from "../parts/article";
import { articleName, Problem, Section, Waiting } from "../parts/basics";
import { Evidence } from "../parts/claims";
import { PastLine, PastSection, usePast } from "../parts/past";
import { usePage } from "./page";

export function ArticlePage({ id }: { id: string }) {
  const address = useAddress();
  const { value, error } = useLoaded(`article ${id}`, () => article(id));
  const heading = usePage(value ? articleName(value) : null);
  const earlier = usePast(value);
  const wrong = useLoaded(`wrong ${id}`, () => wrongIn(id)).value;
  if (error) {
    return <Problem error={error} />;
  }
  if (!value) {
    return <Waiting />;
  }
  return (
    <article>
      <header class="page-head">
        <p class="over quiet">
          <span class="badge">{say("article")}</span>
          {value.published && <time dateTime={value.published}>{dateText(value.published)}</time>}
          {value.language && <span>{LANGUAGES[value.language as keyof typeof LANGUAGES] ?? value.language}</span>}
          <PastLine past={earlier} />
          <a href={link({ add: value.id })}>{say("article.version")}</a>
          {value.url && /^https?:/.test(value.url) && (
            <a href={value.url} rel="noopener noreferrer external" target="_blank">
              {say("article.source")}
            </a>
          )}
        </p>
        <h1 ref={heading} tabIndex={-1} lang={value.language ?? undefined}>
          <bdi>
            <Headline article={value} fact={address.get("fact")} />
          </bdi>
        </h1>
      </header>
      <ArticleBody article={value} fact={address.get("fact")} />
      <PastSection past={earlier} />
      {wrong && wrong.length > 0 && (
        <Section title={say("decide.is.wrong")} id="wrong" aside={<span class="quiet">{wrong.length}</span>}>
          {wrong.map((fact) => (
            <Evidence key={fact.id} fact={fact} />
          ))}
        </Section>
      )}
    </article>
  );
}
