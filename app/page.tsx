import { FarmsPage } from '../components/farms/farms-page'

export default function Page() {
  return <FarmsPage />
}
