import type { LendingPool } from '../../lib/domain/lending'
import { loadAdapter } from '../../lib/queries/adapter'
import { useCode } from '../../lib/queries/use-code'

/** What plans lending; null until its code is there, which comes at the visitor's first move where it is not wanted before. */
export function useLendingPlanner({ protocol }: LendingPool, isWanted: boolean) {
  const load = async () => {
    const [{ makeLendingPlanner }, adapter] = await Promise.all([
      import('./lending-planner'),
      loadAdapter({ protocol }),
    ])
    return makeLendingPlanner(adapter)
  }
  return useCode(['lending-planner', protocol], load, isWanted)
}
