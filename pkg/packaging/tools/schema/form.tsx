import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useForm } from 'react-hook-form';
import type { Policy } from 'genkan';
import { en } from 'genkan/messages/en';
import { schema } from 'genkan/schema';

type SignUp = { email: string; password: string };

export function SetPassword({ policy }: { policy: Policy }) {
  const values = schema(policy, {
    field: 'password',
    context: ({ email }: SignUp) => ({ email }),
    messages: en,
  });
  const { register, handleSubmit, formState } = useForm<SignUp>({
    resolver: standardSchemaResolver(values),
    mode: 'onChange',
    defaultValues: { email: '', password: '' },
  });
  const { errors, isSubmitSuccessful } = formState;
  return (
    <form onSubmit={handleSubmit(() => {})}>
      <input id="email" type="email" autoComplete="username" {...register('email')} />
      <input id="new" type="password" autoComplete="new-password" {...register('password')} />
      <p id="error">{errors.password?.message}</p>
      <button>Set password</button>
      {isSubmitSuccessful && <p id="done">The password is set.</p>}
    </form>
  );
}
