import { NavLink, type NavLinkProps } from 'react-router';
import classes from './place-link.module.css';

/** A link of a navigation, which tells whether one is there. */
export function PlaceLink(props: Omit<NavLinkProps, 'className'>) {
  return <NavLink {...props} className={classes.place} />;
}
