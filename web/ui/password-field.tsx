import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** A field for a password, which can be shown, by keyboard too, and says when it is wrong. */
export function PasswordField({ error, ...rest }: PasswordInputProps) {
  return (
    <PasswordInput
      {...rest}
      size="md"
      required
      withAsterisk={false}
      maxLength={200}
      error={error}
      aria-invalid={error ? true : undefined}
      visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
      visibilityToggleFocusable
    />
  );
}
