import type { ProtocolAdapter } from '../protocols/protocol'
import { loadAdapter } from './adapter'
import { useLater } from './use-later'

/** What code that comes later makes of the adapter behind `item`; null until both are there: see `useLater`. */
export function useCode<Made>(
  name: string,
  { protocol }: { readonly protocol: string },
  load: () => Promise<(adapter: ProtocolAdapter) => Made>,
  isWanted: boolean,
): Made | null {
  const loadBoth = async () => {
    const [make, adapter] = await Promise.all([load(), loadAdapter({ protocol })])
    return make(adapter)
  }
  return useLater([name, protocol], loadBoth, isWanted)
}
