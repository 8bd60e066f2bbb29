// Each command for service tokens, in each format, does to the API what the console relies on.
import { type Format, type Group, expect, named, pairs, sorted, test } from "./pscale";

const FORMATS: Format[] = ["human", "json", "csv"];

// The program can print lists as CSV and nothing else: the work is done, then printing fails.
const NO_LIST = /^Error: cannot use \S+, only slice or array supported\n$/;

/** Access as the program's CSV has it. */
function groups(csv: string): Group[] {
  const [header, ...lines] = csv.split("\n");
  expect(header).toBe("ResourceName,ResourceType,Accesses");
  expect(lines.splice(-2)).toEqual(["", ""]);
  return lines.map((line) => {
    const [, resource_name, resource_type, accesses] = /^([^,]*),([^,]*),"(.*)"$/.exec(line)!;
    return { resource_name, resource_type, accesses: JSON.parse(accesses.replaceAll('""', '"')) };
  });
}

for (const format of FORMATS) {
  test(`list prints the first page as ${format}`, async ({ pscale, sandbox }) => {
    const out = await pscale.prints("list", "--format", format);
    const ids = (await sandbox.tokens()).map((token) => token.id).slice(0, 25);
    expect(ids.length).toBe(25);
    if (format === "json") {
      expect(JSON.parse(out).map((token: { id: string }) => token.id)).toEqual(ids);
    } else if (format === "csv") {
      expect(out.split("\n").slice(1, -2).map((line) => line.split(",")[0])).toEqual(ids);
    } else {
      expect(out).toContain("ID (25)");
      const lines = out.split("\n").slice(3, -2);
      expect(lines.map((line) => line.trim().split(" ")[0])).toEqual(ids);
    }
  });

  test(`show-access prints what the token has as ${format}`, async ({ pscale, sandbox }) => {
    const token = await sandbox.some(({ access }) => access.length > 4 && access.some(([database]) => database === "") && access.some(([database]) => database !== ""));
    const out = await pscale.prints("show-access", token.id, "--format", format);
    if (format === "json") {
      expect(pairs(JSON.parse(out))).toEqual(sorted(token.access));
    } else if (format === "csv") {
      expect(pairs(groups(out))).toEqual(sorted(token.access));
    } else {
      const wanted = token.access.map(([, permission]) => permission).sort();
      const known = new Set(wanted);
      expect(out.split(/[\s,]+/).filter((word) => known.has(word)).sort()).toEqual(wanted);
    }
    const log = await sandbox.log();
    expect(log.map((call) => `${call.method} ${call.path}`)).toEqual([`GET /organizations/acme/service-tokens/${token.id}/grants`]);
  });

  test(`create makes a token that ends, as ${format}`, async ({ pscale, sandbox }) => {
    const { out, error, code } = await pscale.run("create", "--name", "made by hand", "--ttl", "3600", "--format", format);
    const token = (await named(sandbox, "made by hand")) as { id: string; expires?: number };
    expect(token.expires).toBe(Date.parse("2026-11-20T13:00:00Z"));
    expect((await sandbox.writes()).map((call) => call.body)).toEqual([{ name: "made by hand", ttl: 3600 }]);
    if (format === "csv") {
      // The secret is lost: the console is the better place.
      expect({ out, code }).toEqual({ out: "", code: 2 });
      expect(error).toMatch(NO_LIST);
      return;
    }
    expect({ error, code }).toEqual({ error: "", code: 0 });
    if (format === "json") {
      expect(JSON.parse(out)).toEqual({
        id: token.id, type: "ServiceToken", token: expect.stringMatching(/^pscale_tkn_\w+$/), name: "made by hand",
        created_at: "2026-11-20T12:00:00Z", last_used_at: null, expires_at: "2026-11-20T13:00:00Z",
      });
    } else {
      expect(out).toMatch(new RegExp(`${token.id}\\s+made by hand\\s+pscale_tkn_\\w+`));
    }
  });

  test(`add-access grants on a database and on all, as ${format}`, async ({ pscale, sandbox }) => {
    const token = await sandbox.some(({ access }) => access.length === 0);
    const wanted: [string, string][] = [["", "read_branch"], ["", "read_invoices"], ["shop", "connect_branch"]];
    await pscale.prints("add-access", token.id, "read_invoices", "read_branch", "--format", format);
    const out = await pscale.prints("add-access", token.id, "connect_branch", "--database", "shop", "--format", format);
    expect(sorted((await sandbox.token(token.id))!.access)).toEqual(sorted(wanted));
    if (format === "human") {
      for (const [database, permission] of wanted) {
        expect(out).toMatch(new RegExp(`${database || "acme"} .*${permission}`));
      }
    } else {
      expect(pairs(format === "json" ? JSON.parse(out) : groups(out))).toEqual(sorted(wanted));
    }
  });

  test(`delete-access takes away on one database alone, as ${format}`, async ({ pscale, sandbox }) => {
    const token = await sandbox.some(({ access }) => access.length === 0);
    for (const database of ["", "shop", "ledger"]) {
      await sandbox.change({ do: "add_access", token: token.id, database, access: ["read_branch", "connect_branch"] });
    }
    const { out, error, code } = await pscale.run("delete-access", token.id, "read_branch", "connect_branch", "--database", "shop", "--format", format);
    expect(sorted((await sandbox.token(token.id))!.access)).toEqual(sorted(
      ["", "ledger"].flatMap((database): [string, string][] => [[database, "read_branch"], [database, "connect_branch"]])));
    if (format === "csv") {
      expect({ out, code }).toEqual({ out: "", code: 2 });
      expect(error).toMatch(NO_LIST);
    } else if (format === "json") {
      expect({ error, code }).toEqual({ error: "", code: 0 });
      expect(JSON.parse(out)).toEqual({ result: "access removed", perms: "read_branch,connect_branch" });
    } else {
      expect({ error, code }).toEqual({ error: "", code: 0 });
      expect(out).toContain("read_branch, connect_branch have been removed.");
    }
  });

  test(`delete deletes the token alone, as ${format}`, async ({ pscale, sandbox }) => {
    const [token, ...others] = await sandbox.tokens();
    const { out, error, code } = await pscale.run("delete", token.id, "--format", format);
    expect(await sandbox.tokens()).toEqual(others);
    if (format === "csv") {
      expect({ out, code }).toEqual({ out: "", code: 2 });
      expect(error).toMatch(NO_LIST);
    } else if (format === "json") {
      expect({ error, code }).toEqual({ error: "", code: 0 });
      expect(JSON.parse(out)).toEqual({ result: "token deleted" });
    } else {
      expect({ error, code }).toEqual({ error: "", code: 0 });
      expect(out).toContain("Token was successfully deleted.");
    }
  });

  test(`what the API refuses is an error and changes nothing, as ${format}`, async ({ pscale, sandbox }) => {
    const before = await sandbox.tokens();
    const [{ id }] = before;
    const refused: [string[], RegExp][] = [
      [["show-access", "nosuchtoken1"], /nosuchtoken1 does not exist/],
      [["delete", "nosuchtoken1"], /token does not exist/],
      [["add-access", "nosuchtoken1", "read_branch"], /nosuchtoken1 does not exist/],
      [["delete-access", "nosuchtoken1", "read_branch"], /nosuchtoken1 does not exist/],
      [["add-access", id, "read_branch", "--database", "nosuchdatabase"], /does not exist/],
      [["add-access", id, "read_tea_leaves"], /read_tea_leaves is not a valid access/],
      [["add-access", id, "read_invoices", "--database", "shop"], /read_invoices is not a database access/],
      [["create", "--ttl", "-1"], /Ttl must be greater than 0/],
    ];
    for (const [given, why] of refused) {
      const { out, error, code } = await pscale.run(...given, "--format", format);
      expect(code, given.join(" ")).not.toBe(0);
      expect(format === "json" ? JSON.parse(out).error : error, given.join(" ")).toMatch(why);
    }
    expect(await sandbox.tokens()).toEqual(before);
  });

  test(`a service token cannot be used for any of it, as ${format}`, async ({ pscale, sandbox }) => {
    const [{ id }] = await sandbox.tokens();
    const commands = [["list"], ["show-access", id], ["create"], ["add-access", id, "read_branch"], ["delete-access", id, "read_branch"], ["delete", id]];
    for (const given of commands) {
      const { out, error, code } = await pscale.asToken("sandboxadmin", "pscale_tkn_sandbox_admin", ...given, "--format", format);
      expect(code).toBe(2);
      const told = format === "json" ? JSON.parse(out).error : error;
      expect(told).toContain(`pscale service-token ${given[0]} is unavailable when authenticated with a service token`);
    }
    expect(await sandbox.log()).toEqual([]);
  });
}

test("without tokens, only a person is told so", async ({ pscale, sandbox }) => {
  await sandbox.change({ do: "clear" });
  expect(await pscale.prints("list")).toContain("No service tokens have been created yet.");
  expect(await pscale.prints("list", "--format", "json")).toBe("[]\n");
  expect(await pscale.prints("list", "--format", "csv")).toBe("ID,Name,LastUsedAt,ExpiresAt,CreatedAt\n\n");
});

test("pscale api makes the console's calls with a service token", async ({ pscale, sandbox }) => {
  const api = async (...given: string[]) => {
    const { out, error, code } = await pscale.api("sandboxadmin", "pscale_tkn_sandbox_admin", ...given);
    expect({ error, code }, given.join(" ")).toEqual({ error: "", code: 0 });
    return JSON.parse(out);
  };
  const list = "organizations/acme/service-tokens";
  const page = await api(list, "-Q", "page=2", "-Q", "per_page=100");
  expect([page.current_page, page.data]).toEqual([2, []]);
  const made = await api(list, "-F", 'name="made by api"', "-F", "ttl=3600");
  expect(made.token).toMatch(/^pscale_tkn_/);
  const [database] = await sandbox.databases();
  await api(`${list}/${made.id}/access`, "-F", `database=${JSON.stringify(database)}`, "-F", 'access=["read_branch"]');
  expect((await sandbox.token(made.id))!.access).toEqual([[database, "read_branch"]]);
});
