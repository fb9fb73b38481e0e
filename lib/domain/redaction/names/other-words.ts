/** Words that follow a given name in the names of things, or head a button: never a surname, never a person. */
export const otherWords: ReadonlySet<string> = new Set(
  (
    'street road avenue lane drive square place court boulevard park bridge station airport hospital university ' +
    'college school church bank hotel inn museum library theatre theater stadium tower towers centre center ' +
    'institute foundation award prize inc ltd llc gmbh corp corporation company co group holdings partners ' +
    'associates sons bros plc ag sa bv account accounts action actions active add address admin alert alerts all ' +
    'analytics and api app apps archive article as at audit back backup balance bar base bin blog board book bot ' +
    'box browser build building bulk button calendar cancel card cart case change changes channel chart chat ' +
    'check checkout choose city class clear click client close cloud code collection column comment community ' +
    'complete configuration confirm connection contact content continue contract copy country create cup customer ' +
    'customers dashboard data database date day days db default delete delivery demo deploy desktop details ' +
    'device dialog directory disk docs document documents done down download draft edit editor effect email ' +
    'engine entry error event events everyone export extension external features feed field file files filter ' +
    'finish first flow folder for form format free friends from function gallery gateway general get gift go ' +
    'graph grid guest guide header health hello help here hi history home host how icon id image import in inbox ' +
    'index info input install instance integration invite invoice is issue item items job key label language last ' +
    'law layer license link list live load local log login logout mail manager map market master media meeting ' +
    'member members menu message messages method mode model module monthly more my name new news next no node not ' +
    'note notes notification now null of off office ok on online only open options or order orders our out ' +
    'overview owner package page pages panel password paste path payment payments period phone pipeline plan ' +
    'plans platform play please plugin point policy portal post preview price print privacy process product ' +
    'products profile program project projects properties public publish query queue quick rate read record ' +
    'refresh register release remove rename report reports request requests reset response restore results review ' +
    'role roles row rule run sales sample save scan schedule screen search section security see select send ' +
    'server service services session set settings setup share sheet shop sign site size sort source space start ' +
    'status step stop storage store submit subscription summary support sync system tab table tag task tasks team ' +
    'teams template terms test text the theme there this time to today token tool tools top total track trial ' +
    'type undo unit up update upgrade upload url usage use user users value version video view web website week ' +
    'welcome window with word work workflow world yes you your zone monday tuesday wednesday thursday friday ' +
    'saturday sunday january february march july august september october november december north south east west ' +
    'sir madam friend folks colleague colleagues valued dear herr frau feb mar apr jul aug sep sept oct nov dec born geb ' +
    'geboren nee aged ' +
    // who writes by itself
    'docusign gmail me outlook tier who zapier grusse gruesse behance discord dribbble facebook github gitlab google ' +
    'instagram linkedin microsoft paypal pinterest reddit skype snapchat telegram tiktok twitter whatsapp youtube zoom ' +
    // parts of companies, and what else work is given to
    'accounting admissions compliance department dispatch engineering facilities finance helpdesk housekeeping ' +
    'logistics maintenance management marketing nobody operations payroll personnel procurement production purchasing ' +
    'reception research resources secretary somebody someone technician traders transport vendor vendors warehouse ' +
    'anyone everybody ' +
    // what fields are called
    'mobile telephone fax number birthday gender nationality occupation passport insurance'
  ).split(' '),
);

/**
 * Parts of companies, products and firms that are surnames as well: nobody’s first behind “Assigned to” or “Hi”, or
 * behind a whole name, but names behind a title, a given name or “Name:”.
 */
export const departments: ReadonlySet<string> = new Set(
  'xing kitchen slack apple staff billing human legal stripe amazon hiring sentry copilot dependabot renovate terraform'.split(
    ' ',
  ),
);

/**
 * Whose, which and where, and who is greeted when nobody is: no name begins with them behind an announcement. Not those
 * that are names as well: `An`, `Les`, `Das`, `Siri`.
 */
export const pointers =
  /^(?:(?:[mds]ein|ihr|k?ein|dies|unse?r|eue?r)(?:e[nmrs]?)?|[nv](?:otre|os|ue?str[aeio]s?|oss[ao]s?)|leurs?|suoi?|[mst]eus?|our|their|hi[sm]|her|its|th(?:at|[eo]se)|before|after|about|without|into|every|each|any|some|both|d(?:er|ie|e[nm])|vor|nach|ohne|uber|l[ao]s|une?s?|aux|[ms]es|ce(?:t|tte|s)|sans|par|pour|chez|el|est[ae]|gli|il|het|een|uw|jouw|mijn|on[sz]e?|welt|mon(?:de|do)|mundo|beaucoup|again|encore|aboard|parents|eltern|mitglieder|zusammen|schon|kunde(?:n|innen)?|kundin|clientes?|neighbou?rs|unassigned|unknown|anonymous|unbekannt)$/;
