// The API's calls.

export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** The server's clock minus this machine's. */
let offset = 0;
export const now = () => Date.now() + offset;

async function send(method: string, path: string, body?: unknown): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    const headers: Record<string, string> = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    if (method !== "GET") headers["Content-Type"] = "application/json";
    const response = await fetch(`api/v1/${path}`, {
      method,
      headers,
      redirect: "manual",
      cache: "no-store",
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const date = response.headers.get("date");
    if (date) offset = Date.parse(date) - Date.now();
    if (response.ok) return response;
    if (response.status === 429 && attempt < 3) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get("retry-after") ?? 1)));
      continue;
    }
    throw new ApiError(response.status, `The API answered with status ${response.status}`);
  }
}

export async function get<T>(path: string): Promise<T> {
  return (await send("GET", path)).json() as Promise<T>;
}

export async function change(method: "POST" | "DELETE", path: string, body: unknown): Promise<void> {
  await send(method, path, body);
}

interface Page<T> { data: T[]; next_page: number | null; total_pages?: number; total_count?: number }

const PARALLEL = 6;

/** Every page of a list, in order; those after the first side by side where the API tells how many there are. */
export async function pages<T>(path: string, take: (rows: T[], total: number | undefined) => void): Promise<void> {
  const read = (page: number) => get<Page<T>>(`${path}?page=${page}&per_page=100`);
  let last = await read(1);
  take(last.data, last.total_count);
  let at = 1;
  const count = last.total_pages ?? 0;
  if (count > 1) {
    const early = new Map<number, Page<T>>();
    let asked = 1;
    const work = async () => {
      while (asked < count) {
        const own = ++asked;
        early.set(own, await read(own));
        for (let next = early.get(at + 1); next; next = early.get(at + 1)) {
          early.delete(++at);
          last = next;
          take(next.data, next.total_count);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL, count - 1) }, work));
  }
  while (last.next_page !== null && last.next_page > at) {
    at = last.next_page;
    last = await read(at);
    take(last.data, last.total_count);
  }
}
