export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

const STORAGE_KEY = 'furrow.theme'
const CHANGE = 'furrow:theme'

/** Runs before the first paint, so that a chosen theme never flashes the other one. */
export const themeScript = `(()=>{try{const t=localStorage.getItem('${STORAGE_KEY}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}})()`

export function readTheme(): ThemeChoice {
  const theme = document.documentElement.dataset.theme
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Applies a choice at once and remembers it where the browser lets us. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
  try {
    if (choice === 'system') localStorage.removeItem(STORAGE_KEY)
    else localStorage.setItem(STORAGE_KEY, choice)
  } catch {
    // A browser that stores nothing still shows the chosen theme until the page is left.
  }
  window.dispatchEvent(new Event(CHANGE))
}

export function subscribeToTheme(onChange: () => void): () => void {
  window.addEventListener(CHANGE, onChange)
  return () => window.removeEventListener(CHANGE, onChange)
}
