/** Takes the reader to what stands in the way: the first invalid field, or the box that is not ticked. */
export function focusFirstError(form: HTMLFormElement | null): void {
  // After React wrote what is invalid into the page.
  requestAnimationFrame(() => {
    const invalid = form?.querySelector<HTMLElement>(
      '[aria-invalid="true"], [data-must-tick] input:not(:checked)',
    )
    invalid?.focus()
  })
}
