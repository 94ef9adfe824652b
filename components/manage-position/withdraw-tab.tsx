import { useCallback, useDeferredValue, useMemo } from 'react'
import { type Asset, isSameAddress } from '../../lib/domain/asset'
import { HEALTH_FACTOR_WARNING_WAD } from '../../lib/domain/guards'
import { computeCollateralValueE8, hasDebt } from '../../lib/domain/health'
import { compare } from '../../lib/domain/math'
import type { Collateral, OwnedPosition } from '../../lib/domain/position'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { formatSymbol } from '../../lib/format/symbol'
import { explainNoLimit, findLimit } from '../../lib/plan/find-limit'
import type { PlanResult } from '../../lib/plan/plan'
import { offerCoinBack } from '../../lib/queries/native-coin'
import { useAmountField } from '../form/use-amount-field'
import { Notice } from '../ui/notice'
import { AmountControl } from './amount-control'
import { CoinField, chooseCoin } from './coin-field'
import { FloorField, parseFloorInput } from './floor-field'
import { ManageFormFrame } from './manage-form'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'

/** Collateral to the wallet, down to a health factor that the person sees and can move. */
export function WithdrawTab({ source }: { readonly source: ManageSource }) {
  const { position } = source
  const held = listHeld(position)
  const planner = usePlanner(source, 'withdraw')
  const { plan, typed } = planner
  const floorInput = typed.texts.get('floor') ?? formatDecimal(HEALTH_FACTOR_WARNING_WAD, 18)
  const collateral = held.find(({ asset }) => asset.address === typed.texts.get('asset')) ?? held[0]
  const asset = collateral?.asset ?? position.debts[0].asset
  const balance = collateral?.amount ?? 0n
  // Finding the maximum for a floor takes longer than a frame: the slider must not wait for it.
  const settledInput = useDeferredValue(floorInput)
  const floorWad = parseFloorInput(settledInput)
  const receiving = chooseCoin(typed, asset, offerCoinBack([asset], source.account.markets))
  const { coin } = receiving
  const planAt = useCallback(
    (amount: bigint): PlanResult =>
      plan({
        kind: 'withdraw',
        withdraw: { asset, amount },
        healthFactorFloorWad: floorWad ?? HEALTH_FACTOR_WARNING_WAD,
        coin,
      }),
    [plan, asset, floorWad, coin],
  )
  const field = useAmountField(
    typed,
    asset,
    useCallback(() => findLimit(planAt, balance), [planAt, balance]),
    useCallback(() => explainNoLimit([planAt], balance), [planAt, balance]),
  )
  const { amount } = field
  const action = useMemo(
    (): ManageAction | null =>
      amount === null || floorWad === null || settledInput !== floorInput
        ? null
        : { kind: 'withdraw', withdraw: { asset, amount }, healthFactorFloorWad: floorWad, coin },
    [asset, amount, floorWad, settledInput, floorInput, coin],
  )
  const arriving = useMemo(() => findArriving(planAt(1n)) ?? asset, [planAt, asset])
  const form = useManageForm(planner, {
    action,
    key: ['withdraw', asset.address, coin?.address, floorInput.trim(), field.key],
    input: { issue: field.issue, isTouched: field.isTouched },
    fields: ['amount', 'asset'],
    assets: [arriving],
    title: `Withdraw ${amount === null ? formatSymbol(asset) : formatTokenAmount({ asset: arriving, amount })}`,
    onDone: field.reset,
  })
  if (!collateral) return <Notice tone="info">This position holds nothing to withdraw.</Notice>
  const isUnstaked = !coin && !isSameAddress(arriving.address, asset.address)
  return (
    <ManageFormFrame
      form={form}
      words={{
        form: 'Withdraw collateral',
        intro: hasDebt(position)
          ? 'Sends collateral to your wallet. It lowers the health factor and raises the leverage.'
          : 'Sends collateral to your wallet. Nothing is owed, so all of it can go.',
        button: 'Withdraw collateral',
      }}
    >
      <AmountControl
        field={field}
        asset={asset}
        error={
          field.isMax && amount === null ? NOTHING_FREE : (form.errorOf('amount') ?? form.errorOf('asset'))
        }
        aside={`Held ${formatTokenAmount({ asset, amount: balance })}`}
        hint={isUnstaked && `It is unstaked on the way and arrives as ${formatSymbol(arriving)}.`}
        choice={{
          label: 'Withdraw asset',
          assets: held.map((c) => c.asset),
          onChange: field.setAsset,
        }}
      />
      <CoinField label="Receive" choice={receiving} typed={typed} />
      {hasDebt(position) && <FloorField value={floorInput} onChange={(floor) => typed.type({ floor })} />}
    </ManageFormFrame>
  )
}

const NOTHING_FREE = 'Nothing can be withdrawn above this floor. Lower it, or repay a part of the debt first.'

/** The most valuable first. */
function listHeld({ collaterals }: OwnedPosition): readonly Collateral[] {
  return collaterals
    .filter(({ isDust }) => !isDust)
    .sort((a, b) => compare(computeCollateralValueE8(b), computeCollateralValueE8(a)))
}

/** What reaches the wallet: a stake arrives as what was staked. */
function findArriving(result: PlanResult): Asset | null {
  const changes = result.ok ? result.plan.walletChanges : result.estimate?.walletChanges
  return changes?.[0]?.asset ?? null
}
