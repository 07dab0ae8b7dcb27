// The reference is one page that stands alone under a strict policy and has everything in it.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { buildOpenApi } from "../openapi/document.ts";
import { RESOURCES } from "../resources.ts";
import { echoResource } from "../testkit/echo-resource.ts";
import { html } from "./html.ts";
import { markdown } from "./markdown.ts";
import { buildReference } from "./page.ts";

const resources = [...RESOURCES, echoResource];
const baseUrl = "https://tickets.example.org";
const page = buildReference(buildOpenApi({ resources, version: "1.2.3", baseUrl }));

describe("the page", () => {
  it("has every operation, each once", () => {
    for (const { operationId } of resources.flatMap((resource) => resource.routes))
      expect(page.text.split(`<article id="${operationId}">`)).toHaveLength(2);
  });

  it("fetches nothing", () => {
    expect(page.text).not.toMatch(/\s(src|srcset|data)=/);
    expect(page.text).not.toMatch(/<link|@import|url\(|<iframe|<img/);
  });

  it("links to places that exist", () => {
    const ids = new Set(Array.from(page.text.matchAll(/\sid="([^"]+)"/g), ([, id]) => id));
    for (const [, target] of page.text.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it("is shown under a policy that allows this style and this script only", () => {
    for (const [tag, directive] of [
      ["style", "style-src"],
      ["script", "script-src"],
    ] as const) {
      const [, content = ""] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page.text) ?? [];
      const hash = createHash("sha256").update(content).digest("base64");
      expect(page.policy).toContain(`${directive} 'sha256-${hash}'`);
    }
    expect(page.policy).toContain("default-src 'none'");
  });

  it("shows how each operation is called", () => {
    expect(page.text).toContain(`curl -X POST &#39;${baseUrl}/api/v1/things&#39;`);
  });
});

describe("what is put into it", () => {
  it("is escaped", () => {
    expect(html`<p title="${'"<&'}">${["<b>", html`<i></i>`]}</p>`.text).toBe(
      '<p title="&quot;&lt;&amp;">&lt;b&gt;<i></i></p>',
    );
  });

  it("may be written in a little Markdown", () => {
    expect(
      markdown("Say `a < b` **now**.\n\n- one\n- two").text.replaceAll(/\s+</g, "<").replaceAll(/>\s+/g, ">"),
    ).toBe("<p>Say<code>a &lt; b</code><strong>now</strong>.</p><ul><li>one</li><li>two</li></ul>");
  });
});
