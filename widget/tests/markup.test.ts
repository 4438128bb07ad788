import { describe, expect, it } from "vitest";
import { markup, plain, safe } from "../src/markup";

function html(text: string): string {
  const holder = document.createElement("div");
  holder.appendChild(markup(text));
  return holder.innerHTML;
}

describe("the small Markdown", () => {
  it("makes paragraphs, lists, bold, italic and code", () => {
    expect(html("**Stop** here.\nThen *rest*, `a`.")).toBe(
      "<p><strong>Stop</strong> here.</p><p>Then <em>rest</em>, <code>a</code>.</p>",
    );
    expect(html("- one\n- two\n3. three\nend")).toBe('<ul><li>one</li><li>two</li></ul><ol start="3"><li>three</li></ol><p>end</p>');
  });

  it("links only to the web, to mail and to telephones", () => {
    expect(html("[a](https://a.example/b)")).toContain('href="https://a.example/b"');
    expect(html("[a](https://a.example/b)")).toContain('rel="noopener noreferrer"');
    for (const address of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//a.example", "http://a.example", "x"]) {
      expect(safe(address)).toBeNull();
      expect(html(`[a](${address})`)).not.toContain("<a");
    }
  });

  it("leaves everything else as text", () => {
    expect(html("<img src=x onerror=alert(1)> & **")).toBe("<p>&lt;img src=x onerror=alert(1)&gt; &amp; **</p>");
    expect(html("2 * 3 * 4")).toBe("<p>2 * 3 * 4</p>");
  });

  it("is quick with long and odd texts", () => {
    const begun = Date.now();
    for (const odd of ["*", "**", "[", "[a](", "`", "**a", "- "]) markup(odd.repeat(4000));
    expect(Date.now() - begun).toBeLessThan(2000);
  });

  it("reads as plain words", () => {
    expect(plain("**Stop.** Call *now*.\n- one\n[more](https://a.example)")).toBe("Stop. Call now.\none\nmore");
  });
});
