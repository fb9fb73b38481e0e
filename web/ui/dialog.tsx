import { Modal, type ModalProps } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './dialog.module.css';

interface Props extends Pick<ModalProps, 'opened' | 'onClose' | 'size'> {
  readonly title: string;
  readonly children: ReactNode;
}

/** A modal dialog whose close button has a name, and whose heading is not a second banner of the page. */
export function Dialog({ title, children, ...rest }: Props) {
  return (
    <Modal.Root {...rest} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header component="div">
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
