
export default function FarmsPage() {
  return <h1 className="font-semibold text-2xl">Farms</h1>
}
