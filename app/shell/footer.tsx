export function Footer() {
  return (
    <footer className="border-line border-t">
      <div className="mx-auto grid w-full max-w-6xl gap-1 px-4 py-6 text-muted text-xs sm:px-6">
        <p className="max-w-prose">
          Borrowing to farm multiplies losses as well as gains: a price move against you can liquidate a
          position and cost all of what you deposited.
        </p>
        <p className="max-w-prose">
          Furrow keeps nothing and signs nothing: your wallet does. It asks no server but the chain’s.
        </p>
      </div>
    </footer>
  )
}
