/** placeholder */
export async function writeIndexPage(_folder: string): Promise<void> {}
