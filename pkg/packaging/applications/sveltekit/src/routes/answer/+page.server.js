export const actions = {
  default: async ({ request }) => ({ sent: [...(await request.formData())] }),
};
