// The main flows, in Firefox and in WebKit.
import { expect, test } from "./engine";

test("the list is read whole, searched, and still searched after Back", async ({ person }) => {
  await person.opens("/acme/tokens");
  await person.sees("heading", "Service tokens");
  await person.sees("status", "40 of 40 tokens");
  const token = await person.sandbox.some(({ name }) => !!name && /^[a-z-]+$/.test(name));
  await person.writes("searchbox", "Search tokens", token.id);
  await person.sees("status", "1 of 40 tokens");
  await person.clicks("link", token.name!);
  await person.sees("heading", token.name!);
  await person.engine.back();
  await person.sees("status", "1 of 40 tokens");
  expect(await person.value("searchbox", "Search tokens")).toBe(token.id);
});

test("a token is created, and its secret is shown once", async ({ person }) => {
  await person.opens("/acme/tokens");
  await person.sees("status", "40 of 40 tokens");
  await person.clicks("button", "New token");
  await person.writes("textbox", "Name", "made in another browser", { role: "dialog", name: "New service token" });
  await person.clicks("button", "Create token");
  await person.sees("dialog", "Token created");
  const [secret, id] = [await person.value("textbox", "Token secret"), await person.value("textbox", "Token ID")];
  expect(secret).toMatch(/^pscale_tkn_/);
  expect((await person.sandbox.token(id))!.name).toBe("made in another browser");
  expect((await person.sandbox.writes()).length).toBe(1);
  await person.engine.press("Escape");
  await person.sees("text", /not copied the secret/);
  await person.sees("textbox", "Token secret");
  await person.clicks("button", "Copy secret");
  await person.clicks("button", "Done");
  await person.seesNo("dialog", "Token created");
  const left: string = await person.engine.evaluate(() => JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }, location.href]));
  expect(left).not.toContain(secret);
});

test("access is ticked, reviewed, applied and undone", async ({ person }) => {
  const token = await person.sandbox.some(({ access }) => access.length > 4 && access.some(([on]) => on === "") && !access.some(([on, what]) => on === "" && what === "read_invoices"));
  const before = token.access.map(String).sort();
  await person.opens(`/acme/tokens/${token.id}?show=all`);
  await person.sees("status", "0 unsaved changes");
  await person.clicks("checkbox", "read_invoices", { role: "group", name: "Organization" });
  await person.sees("status", /^1 unsaved change/);
  await person.clicks("button", "Review changes");
  await person.sees("listitem", /^read_invoices on Organization/, { role: "dialog", name: "Review changes" });
  await person.clicks("button", "Apply changes", { role: "dialog", name: "Review changes" });
  await person.seesNo("dialog", "Review changes");
  await expect.poll(async () => (await person.sandbox.token(token.id))!.access.map(String).sort()).toEqual([...before, ",read_invoices"].sort());
  await person.clicks("button", "Undo");
  await person.clicks("button", "Apply changes", { role: "dialog", name: "Review changes" });
  await person.seesNo("dialog", "Review changes");
  await expect.poll(async () => (await person.sandbox.token(token.id))!.access.map(String).sort()).toEqual(before);
});

test("a token is deleted after its id was typed", async ({ person }) => {
  const [token] = await person.sandbox.tokens();
  await person.opens(`/acme/tokens/${token.id}`);
  await person.clicks("button", "Delete token");
  const dialog = { role: "alertdialog", name: "Delete token" };
  await person.writes("textbox", "Type the token ID to confirm", token.id, dialog);
  await person.clicks("button", "Delete token", dialog);
  await person.sees("heading", "Service tokens");
  await person.sees("status", "39 of 39 tokens");
  expect(await person.sandbox.token(token.id)).toBe(undefined);
});

test("what is shown is saved as a file", async ({ person }) => {
  await person.opens("/acme/tokens?filter=expired");
  await person.sees("status", "4 of 40 tokens");
  await person.clicks("button", "Export");
  await person.clicks("button", "Download", { role: "dialog", name: "Export" });
  await person.seesNo("dialog", "Export");
  const files: string[] = await person.engine.evaluate(() => Promise.all((window as any).saved));
  const table = files.find((text) => text.replace("\uFEFF", "").startsWith("id,name,"))!;
  expect(table.trimEnd().split("\r\n").length).toBe(5);
  expect(files.join()).not.toContain("pscale_tkn");
});

test("a reload asks, and keeps what was not saved", async ({ person }) => {
  const token = await person.sandbox.some(({ access }) => access.length === 0);
  await person.opens(`/acme/tokens/${token.id}`);
  await person.sees("status", "0 unsaved changes");
  await person.clicks("checkbox", "read_invoices", { role: "group", name: "Organization" });
  await person.sees("status", /^1 unsaved change/);
  const before = person.engine.asked();
  await person.reloads();
  if (before !== undefined) await expect.poll(() => person.engine.asked()).toBe(before + 1);
  await person.sees("status", /^1 unsaved change/);
  expect(await person.isChecked("read_invoices", "Organization")).toBe(true);
  expect(await person.sandbox.writes()).toEqual([]);
  await person.clicks("button", "Discard changes");
});
