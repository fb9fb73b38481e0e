export function Problem({ text }: { text: string | undefined }) {
  return (
    <p className="problem" role="alert" hidden={!text}>
      {text}
    </p>
  );
}
