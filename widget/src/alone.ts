/** Do something while no other tab does; where the browser has no locks, the server's once-only must do. */
export async function alone<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
  let begun = false;
  const begin = (): Promise<Result> => {
    begun = true;
    return work();
  };
  try {
    return (await navigator.locks.request(`ilio-chat ${address}`, begin)) as Result;
  } catch (error) {
    if (begun) throw error;
    return work();
  }
}
