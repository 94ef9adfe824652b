export function FarmsIntro() {
  return (
    <header className="grid gap-2">
      <h1 className="font-semibold text-2xl">Farms</h1>
      <p className="max-w-prose text-muted text-sm">
        A leveraged farm puts your deposit and a loan to work together. At 3x it earns on three times your
        deposit, pays interest on two, and loses three times as fast. If the collateral falls too far, it is
        sold to repay the loan, and little or nothing is left for you.
      </p>
    </header>
  )
}
