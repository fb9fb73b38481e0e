/*
 * What is called as people are. None of these lists takes a name from who is addressed, signs or owns something.
 */

/** Assistants and machines, to whom one speaks as well. */
export const machines: ReadonlySet<string> = new Set('alexa watson jenkins jasper'.split(' '));

/** Places, products and short words of other languages. */
export const things: ReadonlySet<string> = new Set(
  'milan sofia aurora hugo logan leon sem ion ren santiago ida alma maja charlotte mercedes chloe'.split(' '),
);

/** What work is done with, and where one buys: nobody’s only behind “with” and “at”. */
export const tools: ReadonlySet<string> = new Set('julia travis douglas wendy otto'.split(' '));

/** Labels that still bear their founder’s whole name. */
export const brands: ReadonlySet<string> = new Set(
  'ralph lauren,louis vuitton,hugo boss,calvin klein,mercedes benz,tommy hilfiger,michael kors,jack daniels,jack wolfskin,morgan stanley,john deere,san jose,aurora borealis'.split(
    ',',
  ),
);

export const firms =
  /(?:barnes (?:&|and) noble|ben (?:&|and) jerry|johnson & johnson|ernst & young|marks & spencer|(?:smith|harry) & \w)/iy;
