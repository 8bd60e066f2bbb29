// Parts that are fetched apart. Once one is there it is drawn at once: what `lazy` gives suspends even then, and
// React shows what was suspended only a while after its fallback.
import { type ComponentType, Suspense, lazy } from "react";

export function late<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  let Ready: ComponentType<Props> | undefined;
  const fetched = async () => {
    const part = await load();
    Ready = part.default;
    return part;
  };
  const Waiting = lazy(fetched) as unknown as ComponentType<Props>;
  const Late = (props: Props) => (Ready ? <Ready {...props} /> : <Suspense fallback={<p className="soft">Loading…</p>}><Waiting {...props} /></Suspense>);
  return Object.assign(Late, { preload: fetched });
}
