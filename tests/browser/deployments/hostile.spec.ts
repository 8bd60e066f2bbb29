// A page of somebody else's, open in the browser of a person who is signed in.
import { createServer } from "node:http";
import { expect, test } from "./fixtures";

for (const kind of ["nginx", "caddy"] as const) {
  test(`a hostile page changes nothing through ${kind}`, async ({ deployment, sandbox, browser }) => {
    const server = await deployment[kind](kind === "caddy" ? { environment: { SSL_CERT_FILE: deployment.upstream.ca } } : {});
    const id = (await sandbox.tokens())[0].id;
    const target = `${server.address}/api/v1/organizations/acme/service-tokens`;
    const hostile = createServer((_, answer) => {
      answer.setHeader("content-type", "text/html");
      answer.end(`<!doctype html><title>Hostile</title>
        <form id="form" method="post" action="${target}" enctype="text/plain" target="frame"><input name='{"name":"evil","x":"' value='"}'></form>
        <iframe name="frame"></iframe><img src="${target}/${id}">`);
    });
    await new Promise<void>((settle) => hostile.listen(0, "127.0.0.1", settle));
    const { port } = hostile.address() as { port: number };
    const context = await browser.newContext();
    const page = await context.newPage();
    const refused: number[] = [];
    page.on("response", (response) => { if (response.url().startsWith(target) && response.request().method() !== "OPTIONS") refused.push(response.status()); });
    // Another host (cross-site), and the same host with another port (same-site).
    for (const host of ["127.0.0.1", "localhost"]) {
      await page.goto(`http://${host}:${port}/`);
      await page.evaluate(() => (document.getElementById("form") as HTMLFormElement).submit());
      const outcomes = await page.evaluate(async ([target, id]) => {
        const json = JSON.stringify({ name: "evil" });
        const tries: [string, RequestInit][] = [
          [target, { method: "POST", mode: "no-cors", body: json }],
          [target, { method: "POST", mode: "no-cors", credentials: "include", headers: { "content-type": "text/plain" }, body: json }],
          [target, { method: "POST", headers: { "content-type": "application/json", "x-requested-with": "XMLHttpRequest" }, body: json }],
          [`${target}/${id}`, { method: "DELETE", credentials: "include" }],
          [`${target}/${id}/access`, { method: "DELETE", credentials: "include", headers: { "x-requested-with": "XMLHttpRequest" } }],
          [target, { credentials: "include" }],
        ];
        const said: string[] = [];
        for (const [url, options] of tries) said.push(await fetch(url, options).then((answer) => answer.type, () => "failed"));
        navigator.sendBeacon(target, json);
        return said;
      }, [target, id]);
      // Nothing of an answer can be read, not even whether there was one.
      expect(outcomes).toEqual(Array(6).fill("failed"));
      await expect.poll(() => refused.length).toBeGreaterThanOrEqual(1);
    }
    expect(refused.filter((status) => status !== 403)).toEqual([]);
    expect(deployment.arrived).toEqual([]);
    expect((await sandbox.tokens()).length).toBe(40);
    await context.close();
    hostile.close();
  });

  test(`${kind}: no page may frame the console`, async ({ deployment, sandbox, browser }) => {
    const server = await deployment[kind](kind === "caddy" ? { environment: { SSL_CERT_FILE: deployment.upstream.ca } } : {});
    const context = await browser.newContext();
    const page = await context.newPage();
    const hostile = createServer((_, answer) => { answer.setHeader("content-type", "text/html"); answer.end(`<iframe src="${server.address}/acme/tokens"></iframe>`); });
    await new Promise<void>((settle) => hostile.listen(0, "127.0.0.1", settle));
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await page.goto(`http://127.0.0.1:${(hostile.address() as { port: number }).port}/`);
    await expect.poll(() => said.join("\n")).toMatch(/frame-ancestors/);
    expect(deployment.arrived).toEqual([]);
    await context.close();
    hostile.close();
    void sandbox;
  });
}
