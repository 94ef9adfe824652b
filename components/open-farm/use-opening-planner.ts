import type { Farm } from '../../lib/domain/farm'
import { loadAdapter } from '../../lib/queries/adapter'
import { useCode } from '../../lib/queries/use-code'

/** What plans an opening; null until its code is there, which comes at the visitor's first move where it is not wanted before. */
export function useOpeningPlanner({ protocol }: Farm, isWanted: boolean) {
  const load = async () => {
    const [{ makeOpeningPlanner }, adapter] = await Promise.all([
      import('./opening-planner'),
      loadAdapter({ protocol }),
    ])
    return makeOpeningPlanner(adapter)
  }
  return useCode(['opening-planner', protocol], load, isWanted)
}
